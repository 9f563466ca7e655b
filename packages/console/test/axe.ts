import axe, { type AxeResults, type NodeResult, type Result } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * Fails with every violation that axe finds on the page as it stands, each with its elements. All of its rules count,
 * those for good practice and WCAG's AAA too, but for those that axe calls experimental and the ones named here.
 */
export async function expectNoViolations(page: Page): Promise<void> {
  expect(await violationsOn(page), `axe on ${page.url()}`).toEqual([]);
}

/** One line for each element: the rule, what it asks for, and where. */
export async function violationsOn(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source);
  // What axe answers in a page as in Node.
  const { violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as AxeResults;
  return violations.flatMap((rule) =>
    rule.nodes.filter((node) => !isRowWithFocus(rule, node)).map((node) => describe(rule, node)),
  );
}

/** The focus moves among the rows of a grid, as ARIA's grid has it; axe takes a row for no widget. */
function isRowWithFocus({ id }: Result, { html }: NodeResult): boolean {
  return id === 'focus-order-semantics' && html.startsWith('<div role="row"');
}

const htmlCharactersMax = 200;

/** Contrast of 7 is asked for by WCAG's AAA, which says itself that whole sites cannot always reach it: 4.5 it is. */
const excepted: ReadonlySet<string> = new Set(['color-contrast-enhanced']);

const options = {
  resultTypes: ['violations'],
  rules: Object.fromEntries(
    axe.getRules().map(({ ruleId, tags }) => {
      const unsettled = tags.includes('experimental') || tags.includes('deprecated');
      return [ruleId, { enabled: !unsettled && !excepted.has(ruleId) }];
    }),
  ),
};

function describe({ id, help }: Result, { target, html, failureSummary }: NodeResult): string {
  const reason = failureSummary?.replaceAll(/\s*\n\s*/g, ' ') ?? '';
  return `${id}: ${help} | ${target.join(' ')} | ${html.slice(0, htmlCharactersMax)} | ${reason}`;
}
