import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConsoleRig, consoleRig, rigStartTimeoutMs } from './console-rig.ts';
import { settled } from './settled.ts';
import { granted, makeWebhook, publish, untilCalled } from './traffic.ts';

let rig: ConsoleRig;

beforeAll(async () => {
  rig = await consoleRig();
}, rigStartTimeoutMs);
afterAll(() => rig.close());

test('an empty workspace says how to begin; then calls are counted live, and failures lead to their deliveries', async () => {
  const failing = await rig.sink(() => ({ status: 503 }));
  const { page, close } = await rig.signIn(rig.owner, `/w/${rig.workspace.id}/overview`);
  await page.getByRole('link', { name: 'Add a webhook' }).waitFor();
  await makeWebhook(rig.workspace, { name: 'Ledger', url: (await rig.sink()).url, events: ['Case.Created'] });
  await makeWebhook(rig.workspace, { name: 'Flaky', url: failing.url, events: ['Case.Created'] });
  await untilCalled(rig.workspace, await publish(rig.workspace, 'Case.Created', { count: 3 }));
  const figure = (name: string) =>
    page.locator('dl > div').filter({ has: page.getByText(name, { exact: true }) });
  await figure('Calls that succeeded').getByText('3', { exact: true }).waitFor();
  await figure('Calls that failed').getByText('3', { exact: true }).waitFor();
  await figure('Success rate').getByText('50.0%').waitFor();
  const failures = page.getByRole('region', { name: 'Failing webhooks' });
  await failures.getByText('3 of 3 calls failed').waitFor();
  expect(await failures.getByRole('link', { name: 'Ledger' }).count()).toBe(0);

  await page.getByRole('slider').press('End');
  await page.getByText(/: 3 succeeded, 3 failed/).waitFor();
  await page.getByRole('slider').press('Enter');
  await page.waitForURL(/\/logs\?.*from=/);
  await page.goBack();
  await failures.getByRole('link', { name: /503 Service Unavailable/ }).click();
  await page.waitForURL((url) => url.searchParams.get('status') === '503');
  await page.getByRole('grid').getByText('Case.Created').first().waitFor();
  await close();
});

test('the first load is at most 350 kB of compressed script; other pages bring their own when they are opened', async () => {
  const { page, close } = await rig.signIn(rig.owner, '/favicon.svg');
  /** As they are sent, in bytes; the picture that was opened first has no script. */
  const sizes = new Map<string, number>();
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    sizes.set(response.url(), Number(response.headers()['content-length']));
  });
  await page.goto(`/w/${rig.workspace.id}/overview`);
  await settled(page);
  const first = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  expect(first).toBeGreaterThan(50_000);
  expect(first).toBeLessThanOrEqual(350_000);
  const scripts = sizes.size;
  await page.getByRole('link', { name: 'Webhooks', exact: true }).click();
  await page.getByRole('heading', { name: 'Webhooks', level: 1 }).waitFor();
  await expect.poll(() => sizes.size).toBeGreaterThan(scripts);
  await close();
});

test('the catalogue is searched, and a type shows its example and the schema of its body', async () => {
  const { page, close } = await rig.signIn(rig.owner, `/w/${rig.workspace.id}/event-types`);
  await page.getByRole('link', { name: /^Case\.TagsUpdated/ }).waitFor();
  expect(await page.getByRole('button', { name: 'Add an event type' }).count()).toBe(0);
  await page.getByRole('searchbox').fill('note created');
  await page.getByRole('link', { name: /^Case\.TagsUpdated/ }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: /^Note\.Created/ }).press('Enter');
  await page.waitForURL(/type=Note\.Created/);
  const open = page.getByRole('dialog', { name: 'Note.Created' });
  await open.getByText('"Note.Created"').first().waitFor();
  await open.getByRole('heading', { name: 'Schema of the body' }).waitFor();
  await page.keyboard.press('Escape');
  await open.waitFor({ state: 'hidden' });
  await close();
});

test('a standard workspace defines a type, is told what is wrong with it, changes and archives it', async () => {
  const shop = await rig.makeWorkspace('Shop', 'standard');
  const { page, close } = await rig.signIn(rig.owner, `/w/${shop.id}/event-types`);
  await page.getByRole('button', { name: 'Add an event type' }).first().click();
  const form = page.getByRole('dialog', { name: 'Add an event type' });
  await form.getByRole('textbox', { name: 'Name' }).fill('invoice.paid');
  const schema = form.getByRole('textbox', { name: 'JSON Schema of data' });
  const add = form.getByRole('button', { name: 'Add the event type' });
  await schema.fill('{ "type": ');
  await add.click();
  await form.getByText(/^Not JSON/).waitFor();
  await schema.fill('{ "type": "objekt" }');
  await add.click();
  await schema.and(page.locator('[aria-invalid="true"]')).waitFor();
  await schema.fill('{ "type": "object", "required": ["total"] }');
  await form.getByRole('textbox', { name: 'Example of data' }).fill('{ "total": 12 }');
  await add.click();
  const open = page.getByRole('dialog', { name: 'invoice.paid', exact: true });
  await open.getByRole('button', { name: 'Edit' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit invoice.paid' });
  await edit.getByRole('textbox', { name: 'Deprecation' }).fill('Use invoice.settled.');
  await edit.getByRole('button', { name: 'Save' }).click();
  await open.getByText('Use invoice.settled.').waitFor();
  expect(granted(await shop.api.eventTypes.get('invoice.paid'))).toMatchObject({
    data_schema: { type: 'object', required: ['total'] },
    data_example: { total: 12 },
    deprecation: 'Use invoice.settled.',
  });
  await open.getByRole('button', { name: 'Archive' }).click();
  await page.getByRole('button', { name: 'Archive the event type' }).click();
  await page.getByText('No event types yet').waitFor();
  await page.getByRole('switch', { name: 'Archived too' }).check();
  await page.getByRole('link', { name: /^invoice\.paid/ }).click();
  await open.getByRole('button', { name: 'Restore' }).click();
  await open.getByRole('button', { name: 'Archive' }).waitFor();
  await close();
});
