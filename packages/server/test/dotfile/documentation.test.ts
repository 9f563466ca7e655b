import { readFileSync } from 'node:fs';
import { dotfile } from '@belfry/dialects';
import { expect, it } from 'vitest';
import { answerShapes } from './answer-shapes.ts';
import { eventCauses } from './event-causes.ts';

const page = readFileSync(new URL('../../../../docs/dialects/dotfile-api.md', import.meta.url), 'utf8');

it('the page says of every event type of the catalogue, in its order, what the tests show to cause it', () => {
  const section = /^## What makes each event happen$(.+?)^## /ms.exec(page)?.[1] ?? '';
  const rows = [...section.matchAll(/^\| `([\w.]+)` +\| (.+?) +\|$/gm)];
  const causesOf = (type: string) =>
    new Set(eventCauses.filter((cause) => cause.type === type).map(({ by }) => shown(by)));
  expect(rows.map(([, type, causes]) => [type, causes])).toEqual(
    dotfile.catalogue.map(({ type }) => [type, [...causesOf(type)].join(', ')]),
  );
});

it('the page names the path of every request', () => {
  const paths = [...answerShapes.keys()]
    .map((route) => route.slice(route.indexOf(' ') + 1))
    // Of these the page shows one for all: checks by {type}, companies as individuals.
    .filter(
      (path) =>
        !/^\/(checks\/\w[\w-]*|companies|(tags|templates|users|document-orders|activities)\/\{id\}$)/.test(
          path,
        ),
    );
  const missing = [...new Set(paths)].filter(
    (path) => !page.includes(path.replace('runs/{id}', 'runs/{run_id}')),
  );
  expect(missing).toEqual([]);
});

/** A request as code, the clock in words. */
function shown(by: string): string {
  return /^[A-Z]+ \//.test(by) ? `\`${by}\`` : by;
}
