import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConsoleRig, consoleRig, rigStartTimeoutMs } from './console-rig.ts';
import { settled } from './settled.ts';
import type { Visitor } from './visitor.ts';

let rig: ConsoleRig;
let visitor: Visitor;

beforeAll(async () => {
  rig = await consoleRig();
  visitor = await rig.signIn(rig.owner, `/w/${rig.workspace.id}/overview`);
  await settled(visitor.page);
}, rigStartTimeoutMs);
afterAll(() => rig.close());

/** What has the focus: its role's name, or text, as a person is told of it. */
function focused(): Promise<string> {
  return visitor.page.evaluate(
    '(document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "").trim()',
  );
}

test('the first Tab reaches a link that skips to the content', async () => {
  const { page } = visitor;
  await page.keyboard.press('Tab');
  await expect.poll(() => focused()).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate('document.activeElement?.id')).toBe('content');
});

test('every page of the navigation is reached by Tab and opened by Enter, and what has the focus shows it', async () => {
  const { page } = visitor;
  await page.goto(`/w/${rig.workspace.id}/overview`);
  await settled(page);
  const seen: string[] = [];
  while (seen.at(-1) !== 'Settings') {
    await page.keyboard.press('Tab');
    seen.push(await focused());
    expect(seen.length).toBeLessThan(30);
    const outline = await page.evaluate<string>(
      '(({ outlineStyle: outline, boxShadow: shadow }) => outline + " " + shadow)(getComputedStyle(document.activeElement))',
    );
    expect([seen.at(-1), outline]).not.toEqual([seen.at(-1), 'none none']);
  }
  expect(seen).toEqual(
    expect.arrayContaining(['Overview', 'Webhooks', 'Logs', 'Events', 'Event types', 'Records']),
  );
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/settings/);
});

test('Ctrl-K, a few letters and Enter lead to a page; Escape closes the palette', async () => {
  const { page } = visitor;
  await page.keyboard.press('Control+k');
  const field = page.getByRole('textbox', { name: 'Search and commands' });
  await field.waitFor();
  await page.keyboard.type('webh');
  await page
    .getByRole('button', { name: 'Webhooks' })
    .or(page.getByRole('option', { name: 'Webhooks' }))
    .waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/(webhooks|logs)/);
  await page.keyboard.press('Control+k');
  await field.waitFor();
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'hidden' });
});

test('Ctrl-K opens the palette also where it is pressed before the palette is loaded', async () => {
  const { page } = visitor;
  let arrive = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route(/command-palette/, async (route) => {
    await held;
    await route.continue();
  });
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  arrive();
  const field = page.getByRole('textbox', { name: 'Search and commands' });
  await field.waitFor();
  await expect.poll(() => focused()).toBe('Search and commands');
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'hidden' });
  await page.unroute(/command-palette/);
});

test('g and a letter lead to a page, ? lists what keys do, and neither disturbs typing', async () => {
  const { page } = visitor;
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  await page.waitForURL(/\/events/);
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
});
