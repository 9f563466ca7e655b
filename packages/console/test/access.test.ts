import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConsoleRig, consoleRig, rigStartTimeoutMs } from './console-rig.ts';
import type { Person } from './installation.ts';
import { settled } from './settled.ts';
import { makeWebhook, publish, untilCalled } from './traffic.ts';

let rig: ConsoleRig;
let viewer: Person;
let operator: Person;

beforeAll(async () => {
  rig = await consoleRig();
  const { workspace } = rig;
  const sink = await rig.sink(() => ({ status: 500, body: 'no' }));
  const [, ...people] = await Promise.all([
    makeWebhook(workspace, { name: 'Ledger', url: sink.url }),
    rig.makeMember(workspace, 'viewer'),
    rig.makeMember(workspace, 'operator'),
  ]);
  [viewer, operator] = people;
  await untilCalled(workspace, await publish(workspace, 'Case.Created'));
}, rigStartTimeoutMs);
afterAll(() => rig.close());

/** What only those may press who may change something. */
const changing =
  /^(add|create|new|invite|delete|remove|revoke|rotate|resend|retry|run test|test|publish|set (on|off)line|go (on|off)line|take (on|off)line|bring (on|off)line|edit|save|archive)\b/i;

async function changingButtons(page: Page): Promise<readonly string[]> {
  const buttons = page.getByRole('main').getByRole('button', { name: changing });
  return buttons.allInnerTexts();
}

test('a viewer reads every page and is offered nothing that would be refused', async () => {
  const { page, close } = await rig.signIn(viewer, `/w/${rig.workspace.id}/overview`);
  const navigation = page.getByRole('navigation', { name: 'Main' });
  await navigation.waitFor();
  expect(await navigation.getByRole('link').allInnerTexts()).not.toContain('API keys');
  for (const name of ['Webhooks', 'Logs', 'Events', 'Event types', 'Records']) {
    await navigation.getByRole('link', { name, exact: true }).click();
    await settled(page);
    expect([name, await changingButtons(page)]).toEqual([name, []]);
  }
  await close();
});

test('an operator is offered what changes webhooks, and no keys, members or audit', async () => {
  const { page, close } = await rig.signIn(operator, `/w/${rig.workspace.id}/webhooks`);
  await page
    .getByRole('button', { name: /add webhook/i })
    .first()
    .waitFor();
  const links = await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allInnerTexts();
  for (const hidden of ['API keys', 'Members', 'Audit']) expect(links).not.toContain(hidden);
  await close();
});

test('a page of a role that one has not, by its address, is refused in words', async () => {
  const { page, close } = await rig.signIn(viewer, `/w/${rig.workspace.id}/keys`);
  await page.getByRole('heading', { name: 'This page is not for your role' }).waitFor();
  expect(await changingButtons(page)).toEqual([]);
  await close();
});

test('a workspace that one is no member of is not there', async () => {
  const other = await rig.makeWorkspace('Elsewhere');
  const { page, close } = await rig.signIn(viewer, `/w/${other.id}/logs`);
  await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
  await close();
});
