import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoViolations } from './axe.ts';
import { type ConsoleRig, consoleRig, rigStartTimeoutMs } from './console-rig.ts';
import { hostileHtml, hostileName, hostilePayloads } from './hostile-texts.ts';
import { granted, makeWebhook, untilCalled } from './traffic.ts';
import { narrowest, type Visitor } from './visitor.ts';

/** What others send may be anything. It is text, and the page stays quick. */
let rig: ConsoleRig;
let visitor: Visitor;
/** By the payload's name. */
const events = new Map<string, string>();
let webhookId = '';

beforeAll(async () => {
  rig = await consoleRig({ workspace: { name: 'Acme', dialect: 'standard' } });
  const sink = await rig.sink(() => ({
    status: 500,
    headers: { 'content-type': 'text/html', 'x-hostile': '<img src=x onerror=alert(1)>' },
    body: hostileHtml,
  }));
  const { api } = rig.workspace;
  granted(await api.eventTypes.create({ type: 'hostile.sent' }));
  webhookId = await makeWebhook(rig.workspace, {
    name: hostileName,
    url: sink.url,
    events: ['hostile.sent'],
  });
  await rig.makeMember(rig.workspace, 'viewer', hostileName);
  for (const [name, data] of Object.entries(hostilePayloads)) {
    const { event_ids: ids } = granted(await api.events.publish({ type: 'hostile.sent', data }));
    events.set(name, ids[0] ?? '');
  }
  await untilCalled(rig.workspace, [...events.values()], 1);
  visitor = await rig.signIn(rig.owner, `/w/${rig.workspace.id}/logs`, { viewport: narrowest });
  visitor.page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await visitor.page.addInitScript(noteLongTasks);
}, rigStartTimeoutMs);
// Scripts that ran, what was fetched, and whatever else is trouble, fails here.
afterAll(() => rig.close());

const dialogs: string[] = [];
const patienceMs = 60_000;
/** Of one task of the page. A busy machine takes several times what a quiet one does. */
const taskMsMax = 6_000;

const noteLongTasks = `
  globalThis.longestTaskMs = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.longestTaskMs = Math.max(longestTaskMs, duration);
  }).observe({ type: 'longtask', buffered: true });
`;

/** Nothing came of the texts but text, and no task of the page took long. */
async function expectInert(page: Page, what: string): Promise<void> {
  const found = await page.evaluate<{ readonly made: readonly string[]; readonly longestTaskMs: number }>(`({
    made: [...document.querySelectorAll(
      'body :is(img, iframe, object, embed, video, audio, form[action], base, [onerror], [onload], [onclick], a[href^="javascript:" i], .of-hostile), body script:not([src])',
    )].map((element) => element.outerHTML.slice(0, 200)),
    longestTaskMs,
  })`);
  expect(found.made, what).toEqual([]);
  expect(dialogs, what).toEqual([]);
  expect(found.longestTaskMs, what).toBeLessThan(taskMsMax);
  expect(await page.evaluate('document.documentElement.scrollWidth'), what).toBeLessThanOrEqual(
    narrowest.width,
  );
}

test.each(Object.keys(hostilePayloads))(
  'a delivery with %s is shown, pretty and raw, as text',
  async (name) => {
    const { page } = visitor;
    const { deliveries } = granted(await rig.workspace.api.events.get(events.get(name) ?? ''));
    await page.goto(`/w/${rig.workspace.id}/logs?delivery=${deliveries[0]?.id}&tab=payload`);
    const sidebar = page.getByRole('dialog');
    await sidebar.getByRole('region', { name: 'Payload', exact: true }).waitFor();
    const unfold = sidebar.getByRole('button', { name: 'Unfold all' });
    if ((await unfold.count()) > 0) await unfold.click();
    for (const more of await sidebar.getByRole('button', { name: /more characters$/ }).all()) {
      if (await more.isVisible()) await more.click();
    }
    await expectInert(page, `${name}, pretty`);
    await sidebar.getByText('Raw', { exact: true }).click();
    await sidebar.getByRole('region', { name: 'Payload, raw' }).waitFor();
    await expectInert(page, `${name}, raw`);
    await sidebar.getByRole('tab', { name: /^Calls/ }).click();
    await sidebar.getByText('hostile answer').first().waitFor();
    await expectInert(page, `${name}, calls`);
  },
  patienceMs,
);

/** Events show payloads by the same part as the log: the heaviest and the most deceiving are enough. */
const inEvents = Object.keys(hostilePayloads).filter((_name, index) => index % 2 === 1);

test.each(inEvents)(
  'an event with %s is shown as text',
  async (name) => {
    const { page } = visitor;
    await page.goto(`/w/${rig.workspace.id}/events?event=${events.get(name)}`);
    const sidebar = page.getByRole('dialog');
    await sidebar.getByRole('region', { name: 'Data', exact: true }).waitFor();
    await sidebar.getByText('Raw', { exact: true }).first().click();
    await sidebar.getByRole('region', { name: 'Data, raw' }).waitFor();
    await expectInert(page, name);
    await page.keyboard.press('Escape');
    await sidebar.waitFor({ state: 'detached' });
  },
  patienceMs,
);

test(
  'names of webhooks and members are text wherever they stand',
  async () => {
    const { page } = visitor;
    for (const path of [
      'overview',
      'logs',
      'members',
      'audit',
      'webhooks',
      `webhooks?webhook=${webhookId}&tab=status`,
    ]) {
      await page.goto(`/w/${rig.workspace.id}/${path}`);
      await page.getByText('<img src=x').first().waitFor({ state: 'attached' });
      await expectInert(page, path);
    }
    await page.getByRole('dialog').getByRole('button', { name: 'Set offline' }).click();
    await page
      .getByRole('dialog', { name: /offline\?/ })
      .getByText('U+202E')
      .waitFor();
  },
  patienceMs,
);

test(
  'axe finds nothing where markup and overrides of direction are shown',
  async () => {
    const { page } = visitor;
    const { deliveries } = granted(await rig.workspace.api.events.get(events.get('markup') ?? ''));
    await page.goto(`/w/${rig.workspace.id}/logs?delivery=${deliveries[0]?.id}&tab=payload`);
    await page.getByRole('dialog').getByText('U+202E').first().waitFor();
    await expectNoViolations(page);
  },
  patienceMs,
);
