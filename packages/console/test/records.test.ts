import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ConsoleRig, consoleRig, rigStartTimeoutMs } from './console-rig.ts';
import { granted, makeWebhook, untilCalled } from './traffic.ts';
import { phone } from './visitor.ts';

let rig: ConsoleRig;
let caseId: string;

beforeAll(async () => {
  rig = await consoleRig();
  const sink = await rig.sink(({ body }) => ({ status: body.includes('"Case.Created"') ? 200 : 500 }));
  await makeWebhook(rig.workspace, { name: 'CRM', url: sink.url });
  caseId = await make('/cases', { name: 'Nordwind GmbH', external_id: 'customer-7' });
  await make('/individuals', { case_id: caseId, first_name: 'Ada', last_name: 'LOVELACE' });
  const { data } = granted(await rig.workspace.api.events.list());
  await untilCalled(
    rig.workspace,
    data.map(({ id }) => id),
    1,
  );
}, rigStartTimeoutMs);
afterAll(() => rig.close());

const inside = (search = '') => `/w/${rig.workspace.id}/records${search}`;

async function make(path: string, body: object): Promise<string> {
  const response = await fetch(`${rig.baseUrl}/dotfile/v1${path}`, {
    method: 'POST',
    headers: { 'x-dotfile-api-key': rig.workspace.key, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  // Every record that the API answers has an id.
  const { id } = (await response.json()) as { readonly id: string };
  return id;
}

describe('records', () => {
  test('are browsed by kind and searched; the address says which are shown, and a new one appears by itself', async () => {
    const visitor = await rig.signIn(rig.owner, inside());
    const { page } = visitor;
    await page.getByRole('row', { name: 'Individual Ada LOVELACE' }).waitFor();
    await page.getByRole('link', { name: 'Cases 1' }).click();
    await page.getByRole('row', { name: 'Individual Ada LOVELACE' }).waitFor({ state: 'detached' });
    await page.getByText('Live', { exact: true }).waitFor();
    await make('/cases', { name: 'Late Ltd' });
    await page.getByRole('row', { name: 'Case Late Ltd' }).waitFor();
    await page.getByRole('link', { name: 'Cases 2' }).waitFor();
    await page.getByRole('searchbox', { name: 'Search by name or id' }).fill('customer-7');
    await page.getByRole('row', { name: 'Case Late Ltd' }).waitFor({ state: 'detached' });
    await page.getByRole('row', { name: 'Case Nordwind GmbH' }).waitFor();
    expect(new URL(page.url()).search).toBe('?kind=case&text=customer-7');
    await visitor.close();
  });

  test('show on a time line what happened to a case and to whom it went, as it happens', async () => {
    const visitor = await rig.signIn(rig.owner, inside(`?record=${caseId}`));
    const { page } = visitor;
    const sidebar = page.getByRole('dialog', { name: 'Nordwind GmbH' });
    await sidebar.getByRole('link', { name: 'Case.Created' }).waitFor();
    await sidebar.getByRole('link', { name: 'CRM 200' }).waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await make('/notes', { case_id: caseId, content: 'A call.' });
    await sidebar.getByRole('link', { name: /Note/ }).first().waitFor();
    await sidebar.getByRole('link', { name: 'Case.Created' }).click();
    await page.getByRole('dialog', { name: 'Case.Created' }).waitFor();
    await page.goBack();
    await sidebar.getByRole('link', { name: 'CRM 200' }).click();
    await page.waitForURL(/\/logs\?delivery=/);
    await visitor.close();
  });

  test('lead to what they hold and back to what holds them, by keyboard alone', async () => {
    const visitor = await rig.signIn(rig.owner, inside('?kind=case&text=customer-7'));
    const { page } = visitor;
    await page.getByRole('row', { name: 'Case Nordwind GmbH' }).focus();
    await page.keyboard.press('Enter');
    const sidebar = page.getByRole('dialog', { name: 'Nordwind GmbH' });
    await sidebar.getByRole('tab', { name: 'Timeline' }).focus();
    await page.keyboard.press('ArrowRight');
    await sidebar.getByRole('link', { name: 'Individual Ada LOVELACE' }).focus();
    await page.keyboard.press('Enter');
    const held = page.getByRole('dialog', { name: 'Ada LOVELACE' });
    await held.getByRole('link', { name: 'Case Nordwind GmbH' }).waitFor();
    await held.getByRole('tab', { name: 'Document' }).click();
    await held.getByText('"LOVELACE"').first().waitFor();
    await page.keyboard.press('Escape');
    await held.waitFor({ state: 'detached' });
    await visitor.close();
  });

  test('of a workspace that has none say why, and how the first is made', async () => {
    const [standard, empty] = [
      await rig.makeWorkspace('Payments', 'standard'),
      await rig.makeWorkspace('Sandbox'),
    ];
    const visitor = await rig.signIn(rig.owner, `/w/${standard.id}/records`, { viewport: phone });
    const { page } = visitor;
    await page.getByRole('heading', { name: 'This workspace has no records' }).waitFor();
    await page.goto(`/w/${empty.id}/records`);
    const curl = await page.getByRole('region', { name: 'The request that makes a case' }).innerText();
    expect(curl).toContain(`${rig.baseUrl}/dotfile/v1/cases`);
    await visitor.close();
  });

  test('that are not there say so', async () => {
    const visitor = await rig.signIn(rig.owner, inside('?record=019f0000-0000-7000-8000-000000000000'));
    await visitor.page.getByRole('heading', { name: 'No such record' }).waitFor();
    await visitor.close();
  });
});
