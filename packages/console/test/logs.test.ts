import { afterAll, beforeAll, expect, test } from 'vitest';
import { violationsOn } from './axe.ts';
import { type ConsoleRig, consoleRig } from './console-rig.ts';
import { granted, makeWebhook, publish, untilCalled } from './traffic.ts';

let rig: ConsoleRig;
let broken: Awaited<ReturnType<ConsoleRig['sink']>>;
let answer = { status: 500, body: '<h1>no</h1><script>alert(1)</script>' };
let failing: string;
const hostile = { name: '<img src=x onerror=alert(1)>\u202eevil' };
const caseId = 'b0d2f0c6-41c7-4f6b-a8a5-7d6c9f6f2b11';

beforeAll(async () => {
  rig = await consoleRig();
  const sink = await rig.sink();
  broken = await rig.sink(() => answer);
  await makeWebhook(rig.workspace, { name: 'CRM', url: sink.url, events: ['Case.Created', 'Case.Deleted'] });
  failing = await makeWebhook(rig.workspace, { name: 'Desk', url: broken.url, events: ['Case.Created'] });
  const ids = [
    ...(await publish(rig.workspace, 'Case.Created', { count: 3 })),
    ...(await publish(rig.workspace, 'Case.Deleted', { subject: { case_id: caseId } })),
  ];
  await untilCalled(rig.workspace, ids);
}, 180_000);
afterAll(() => rig.close());

/** The machine may be busy. */
const patience = { timeout: 15_000 };

const logs = (query = '') => `/w/${rig.workspace.id}/logs${query}`;
const named = async (webhook_id: string) =>
  granted(await rig.workspace.api.deliveries.list({ webhook_id, limit: 10 })).data;

test('filters stand in the address, and the address filters', async () => {
  const { page, close } = await rig.signIn(rig.owner, logs());
  const rows = page.getByRole('grid', { name: 'Deliveries' }).getByRole('row');
  await expect.poll(() => rows.count(), patience).toBe(8);
  await page.getByRole('combobox', { name: 'State' }).click();
  await page.getByRole('option', { name: 'Delivered' }).click();
  await expect.poll(() => rows.count(), patience).toBe(5);
  expect(page.url()).toContain('state=succeeded');
  await page.goto(logs(`?status=500&webhook=${failing}&type=Case.Created&period=1h`));
  await expect.poll(() => rows.count(), patience).toBe(4);
  await page.getByRole('button', { name: 'Clear the filters' }).first().click();
  await expect.poll(() => rows.count(), patience).toBe(8);
  await page.getByRole('combobox', { name: /^Subject/ }).fill(caseId);
  await page.getByRole('combobox', { name: /^Subject/ }).press('Enter');
  await expect.poll(() => rows.count(), patience).toBe(2);
  expect(page.url()).toContain('subject=case_id');
  await close();
}, 60_000);

test('a delivery is a link: payload, calls, signature verified in the browser, the next retry; keys lead on', async () => {
  const [delivery, older] = await named(failing);
  const visitor = await rig.signIn(rig.owner, logs(`?delivery=${delivery?.id}`));
  const { page } = visitor;
  const sidebar = page.getByRole('dialog');
  await sidebar.getByText('500 Internal Server Error').first().waitFor();
  await sidebar.getByText('<h1>no</h1><script>alert(1)</script>').waitFor();
  await sidebar.getByText(/^Automatic retry in \d+ min/).waitFor();
  await sidebar.getByRole('tab', { name: 'Payload' }).click();
  await sidebar
    .getByRole('tree', { name: /Payload/ })
    .or(sidebar.getByText('"event"'))
    .first()
    .waitFor();
  await sidebar.getByText('dotfile-event-id').waitFor();
  await sidebar.getByRole('tab', { name: 'Signature' }).click();
  await sidebar.getByText('Verified', { exact: true }).waitFor();
  await sidebar.getByText(/from '@belfry\/receiver'/).waitFor();
  expect(page.url()).toContain('tab=signature');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.waitForURL((url) => url.searchParams.get('delivery') === older?.id);
  expect(await violationsOn(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await sidebar.waitFor({ state: 'detached' });
  expect(page.url()).not.toContain('delivery=');
  await visitor.close();
}, 60_000);

test('what is hostile is text, and what arrives while a row is open waits behind a count', async () => {
  const [open] = await named(failing);
  const visitor = await rig.signIn(rig.owner, logs(`?delivery=${open?.id}&tab=payload`));
  const { page } = visitor;
  await page.getByRole('dialog').getByText('dotfile-event-id').waitFor();
  const example = granted(await rig.workspace.api.eventTypes.get('Case.Created')).example;
  // The catalogue states an example as one would publish it, so it has `data`, an object.
  const { data } = example as { readonly data: object };
  const ids = await publish(rig.workspace, 'Case.Created', { data: { ...data, ...hostile } });
  await untilCalled(rig.workspace, ids);
  await page.getByText('2 new').waitFor({ state: 'attached' });
  await page.keyboard.press('Escape');
  await page.goto(logs('?text=onerror'));
  await page.getByRole('row', { name: /Case.Created to CRM/ }).click();
  await page.getByRole('dialog').getByText('<img src=x onerror=alert(1)>').first().waitFor();
  await page.getByRole('dialog').getByText('U+202E').first().waitFor();
  await visitor.close();
}, 60_000);

test('many are chosen and sent again by keyboard; what is refused is said and stays chosen', async () => {
  answer = { status: 200, body: 'ok' };
  const before = broken.received.length;
  const visitor = await rig.signIn(rig.owner, logs(`?webhook=${failing}`));
  const { page } = visitor;
  const rows = page.getByRole('grid').getByRole('row', { name: /Desk/ });
  await rows.first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Resend 2' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Resend 2' }).press('Enter');
  await page.getByText('2 resent').waitFor();
  await broken.untilReceived(before + 2);
  await rows.getByText('Delivered').nth(1).waitFor();
  granted(await rig.workspace.api.webhooks.offline(failing));
  await page.getByRole('button', { name: 'Close the result' }).click();
  await rows.last().focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Resend 1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Resend 1' }).click();
  await page.getByText('1 refused').waitFor();
  await page.getByText('The webhook is offline; set it online before you retry.').waitFor();
  await visitor.close();
}, 60_000);

test('a viewer reads everything and finds nothing to send again', async () => {
  const viewer = await rig.makeMember(rig.workspace, 'viewer');
  const [delivery] = await named(failing);
  const visitor = await rig.signIn(viewer, logs(`?delivery=${delivery?.id}&tab=signature`));
  const { page } = visitor;
  await page.getByText('How to verify it').waitFor();
  expect(await page.getByRole('button', { name: /Resend/ }).count()).toBe(0);
  expect(await page.getByRole('checkbox').count()).toBe(0);
  await visitor.close();
}, 60_000);
