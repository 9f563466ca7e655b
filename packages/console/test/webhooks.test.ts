import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConsoleRig, consoleRig, rigStartTimeoutMs } from './console-rig.ts';
import { granted, makeWebhook, publish, untilCalled } from './traffic.ts';
import type { Visitor } from './visitor.ts';

let rig: ConsoleRig;
let sink: Awaited<ReturnType<ConsoleRig['sink']>>;
/** What the receiver answers. */
let status = 200;

beforeAll(async () => {
  rig = await consoleRig();
  sink = await rig.sink(() => ({ status, body: status === 200 ? '{"taken":true}' : '<h1>no</h1>' }));
}, rigStartTimeoutMs);
afterAll(() => rig.close());

const pathOf = (id?: string, tab = 'parameters') =>
  `/w/${rig.workspace.id}/webhooks${id === undefined ? '' : `?webhook=${id}&tab=${tab}`}`;
const visit = (path: string): Promise<Visitor> => rig.signIn(rig.owner, path);
const webhookNow = async (id: string) => granted(await rig.workspace.api.webhooks.get(id));
const sidebar = (page: Page, name: string): Locator => page.getByRole('dialog', { name, exact: true });
const row = (page: Page, name: string): Locator => page.getByRole('row').filter({ hasText: name });

test('a webhook is added with what was typed; what is refused is said at its field, as the API says it', async () => {
  const { page, context, close } = await visit(pathOf());
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Add webhook' }).first().click();
  await page.waitForURL(/webhook=new/);
  const form = sidebar(page, 'Add webhook');
  const create = form.getByRole('button', { name: 'Create webhook' });
  await create.click();
  await form.getByText('At least 1 character.').first().waitFor();
  await form.getByText('At least 1 item.').waitFor();
  const name = form.getByRole('textbox', { name: /^Name/ });
  await form.locator('input:focus').and(name).waitFor();
  await name.fill('Orders');
  const url = form.getByRole('textbox', { name: /^Notification URL/ });
  await url.fill('ftp://example.com');
  await form.getByRole('checkbox', { name: 'All of Case', exact: true }).check();
  await create.click();
  await page
    .getByText(/http/)
    .and(form.locator(`[id="${await errorIdOf(url)}"]`))
    .waitFor();
  await url.fill(sink.url);
  await create.click();
  await page.waitForURL(/webhook=[0-9a-f-]{36}/);
  const id = new URL(page.url()).searchParams.get('webhook') ?? '';
  const { secret, events } = await webhookNow(id);
  expect(events).toContain('Case.Updated');
  expect(events).not.toContain('Case.TagsUpdated');
  const open = sidebar(page, 'Orders');
  expect(await open.getByText(secret ?? '-').count()).toBe(0);
  await open.getByRole('button', { name: 'Copy the secret' }).click();
  await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toBe(secret);
  await open.getByRole('button', { name: 'Show the secret' }).click();
  await open.getByText(secret ?? '-').waitFor();
  await close();
});

test('a stray click or Escape does not lose what was typed; the row is opened and left by keyboard', async () => {
  const id = await makeWebhook(rig.workspace, { name: 'Careful', url: sink.url });
  const { page, close } = await visit(pathOf());
  const link = page.getByRole('link', { name: 'Careful' });
  await link.press('Enter');
  const open = sidebar(page, 'Careful');
  const name = open.getByRole('textbox', { name: /^Name/ });
  await name.fill('Careless');
  await name.press('Escape');
  await page.getByRole('button', { name: 'Keep editing' }).press('Enter');
  await page.mouse.click(20, 600);
  await page.getByRole('button', { name: 'Keep editing' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Keep editing' }).waitFor({ state: 'hidden' });
  await expect.poll(() => name.inputValue()).toBe('Careless');
  await page.keyboard.press('Control+s');
  await open.getByText('Unsaved changes').waitFor({ state: 'hidden' });
  expect((await webhookNow(id)).name).toBe('Careless');
  await page.keyboard.press('Escape');
  await page.waitForURL((url) => !url.searchParams.has('webhook'));
  await page.getByRole('link', { name: 'Careless' }).waitFor();
  await close();
});

test('a chosen event type brings along its sub-events; the search finds, the example unfolds', async () => {
  const id = await makeWebhook(rig.workspace, {
    name: 'Choosy',
    url: sink.url,
    events: ['Case.TagsUpdated'],
  });
  const { page, close } = await visit(pathOf(id, 'events'));
  const open = sidebar(page, 'Choosy');
  const type = (name: string) => open.getByRole('checkbox', { name, exact: true });
  await type('Case.Updated').check();
  await open.getByText('with Case.Updated').first().waitFor();
  await expect.poll(() => type('Case.TagsUpdated').isChecked()).toBe(true);
  await expect.poll(() => type('Case.TagsUpdated').isDisabled()).toBe(true);
  await open.getByRole('searchbox', { name: 'Search event types' }).fill('note written');
  await type('Case.Updated').waitFor({ state: 'hidden' });
  await type('Note.Created').check();
  await open.getByRole('button', { name: 'Example payload of Note.Created' }).click();
  await open
    .getByRole('tree', { name: /Example payload/ })
    .or(open.getByText('"Note.Created"'))
    .first()
    .waitFor();
  await open.getByRole('button', { name: 'Save changes' }).click();
  await open.getByText('Unsaved changes').waitFor({ state: 'hidden' });
  expect((await webhookNow(id)).events).toEqual(['Case.Updated', 'Note.Created']);
  await close();
});

test('a test shows what was sent and answered, whatever the receiver answers', async () => {
  const id = await makeWebhook(rig.workspace, { name: 'Tried', url: sink.url });
  const { page, close } = await visit(pathOf(id));
  const open = sidebar(page, 'Tried');
  const panel = open.getByRole('region', { name: 'Test', exact: true });
  await panel.getByRole('combobox', { name: 'Event type of the test' }).fill('Note.Del');
  await page.getByRole('option', { name: 'Note.Deleted' }).click();
  await panel.getByRole('button', { name: 'Run test' }).click();
  await panel.getByText('200 OK').first().waitFor();
  await panel.getByText('belfry-test').waitFor();
  await panel.getByText('"Note.Deleted"').first().waitFor();
  await panel.getByText('"taken"').waitFor();
  status = 500;
  await panel.getByRole('button', { name: 'Run test' }).click();
  await panel.getByText('500 Internal Server Error').first().waitFor();
  await panel.getByText('<h1>no</h1>').waitFor();
  status = 200;
  await close();
});

test('a rotated secret shows for how long the one before is honoured', async () => {
  const id = await makeWebhook(rig.workspace, { name: 'Turned', url: sink.url });
  const before = (await webhookNow(id)).secret;
  const { page, close } = await visit(pathOf(id));
  await sidebar(page, 'Turned').getByRole('button', { name: 'Rotate the secret' }).click();
  const dialog = sidebar(page, 'Rotate the secret');
  const grace = dialog.getByRole('textbox', { name: 'Grace period in hours' });
  await grace.fill('500');
  await grace.press('Enter');
  await dialog.getByText('From 0 to 168 hours.').waitFor();
  await grace.fill('2');
  await grace.press('Enter');
  await sidebar(page, 'Turned')
    .getByText(/for 1 h 59 min/)
    .waitFor();
  expect((await webhookNow(id)).secret).not.toBe(before);
  await close();
});

test('what is published while a webhook is offline is held, and sent when that is chosen', async () => {
  const id = await makeWebhook(rig.workspace, { name: 'Paused', url: sink.url, events: ['Case.Deleted'] });
  const { page, close } = await visit(pathOf(id, 'status'));
  const open = sidebar(page, 'Paused');
  await open.getByRole('button', { name: 'Set offline' }).click();
  await page
    .getByRole('dialog', { name: /offline\?/ })
    .getByRole('button', { name: 'Set offline' })
    .click();
  await open.getByText('Nothing is held yet').waitFor();
  await publish(rig.workspace, 'Case.Deleted', { count: 3 });
  await open.getByText('3 deliveries are held.').waitFor();
  await open.getByRole('button', { name: 'Set online' }).click();
  const dialog = page.getByRole('dialog', { name: /online\?/ });
  await expect.poll(() => dialog.getByRole('radio', { name: 'Release' }).isChecked()).toBe(true);
  await dialog.getByRole('button', { name: 'Set online' }).click();
  const job = open.getByRole('listitem').filter({ hasText: 'Release what was held' });
  await job.getByText('Done').waitFor();
  expect((await webhookNow(id)).status).toBe('online');
  await close();
});

test('whatever failed in a range is sent again, and the job says how far it is', async () => {
  status = 503;
  const id = await makeWebhook(rig.workspace, { name: 'Shaky', url: sink.url, events: ['Note.Created'] });
  await untilCalled(rig.workspace, await publish(rig.workspace, 'Note.Created', { count: 4 }));
  status = 200;
  const { page, close } = await visit(pathOf(id, 'status'));
  const open = sidebar(page, 'Shaky');
  await open.getByRole('button', { name: 'Retry all failed' }).click();
  const job = open.getByRole('listitem').filter({ hasText: 'Retry what failed' });
  await job.getByText('Done').waitFor();
  await job.getByText(/^4 ·/).waitFor();
  await close();
});

test('the list shows state, health and last call as they change; a deleted webhook leaves it', async () => {
  const id = await makeWebhook(rig.workspace, { name: 'Watched', url: sink.url, events: ['Note.Deleted'] });
  const { page, close } = await visit(pathOf());
  await row(page, 'Watched').getByText('None yet').waitFor();
  status = 502;
  await publish(rig.workspace, 'Note.Deleted');
  await row(page, 'Watched').getByText('502').waitFor();
  status = 200;
  await row(page, 'Watched').getByText('1 of 50 failures').waitFor();
  granted(await rig.workspace.api.webhooks.offline(id));
  await row(page, 'Watched').getByText('Offline').waitFor();
  await page.goto(pathOf(id, 'status'));
  await sidebar(page, 'Watched').getByRole('button', { name: 'Delete the webhook' }).click();
  await page
    .getByRole('dialog', { name: /^Delete/ })
    .getByRole('button', { name: 'Delete the webhook' })
    .click();
  await page.waitForURL((url) => !url.searchParams.has('webhook'));
  await row(page, 'Watched').waitFor({ state: 'detached' });
  await close();
});

test('where a workspace defines its event types, wildcards are chosen too', async () => {
  const own = await rig.makeWorkspace('Own', 'standard');
  for (const type of ['invoice.paid', 'invoice.sent']) granted(await own.api.eventTypes.create({ type }));
  const { id } = granted(
    await own.api.webhooks.create({ name: 'Wild', url: sink.url, events: ['invoice.paid'] }),
  );
  const { page, close } = await visit(`/w/${own.id}/webhooks?webhook=${id}&tab=events`);
  const open = sidebar(page, 'Wild');
  await open.getByRole('checkbox', { name: 'invoice.*' }).check();
  await expect.poll(() => open.getByRole('checkbox', { name: 'invoice.sent' }).isDisabled()).toBe(true);
  await open.getByRole('textbox', { name: 'Add a wildcard' }).fill('order.*');
  await open.getByRole('textbox', { name: 'Add a wildcard' }).press('Enter');
  await open.getByRole('button', { name: 'Save changes' }).click();
  await open.getByText('Unsaved changes').waitFor({ state: 'hidden' });
  expect(granted(await own.api.webhooks.get(id)).events).toEqual(['invoice.*', 'order.*']);
  await close();
});

test('a viewer sees a webhook, not its secret, and nothing to press that would be refused', async () => {
  const id = await makeWebhook(rig.workspace, { name: 'Seen', url: sink.url });
  const { page, close } = await rig.signIn(await rig.makeMember(rig.workspace, 'viewer'), pathOf(id));
  const open = sidebar(page, 'Seen');
  await open.getByText('Operators of this workspace see the secret.').waitFor();
  await expect
    .poll(() => open.getByRole('textbox', { name: 'Name' }).getAttribute('readonly'))
    .not.toBeNull();
  for (const tab of ['Event types', 'Status']) {
    await open.getByRole('tab', { name: tab }).click();
    expect(
      await open.getByRole('button', { name: /^(run|rotate|save|set|retry|delete|clear|add)/i }).count(),
    ).toBe(0);
  }
  await close();
});

/** Of the message that belongs to a field. */
async function errorIdOf(field: Locator): Promise<string> {
  const ids = (await field.getAttribute('aria-describedby')) ?? '';
  return ids.split(' ').find((id) => id.endsWith('-error')) ?? ids;
}
