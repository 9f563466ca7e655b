import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ConsoleRig, consoleRig, rigStartTimeoutMs } from './console-rig.ts';
import { granted, makeWebhook, publish, untilCalled } from './traffic.ts';

let rig: ConsoleRig;

beforeAll(async () => {
  rig = await consoleRig();
  const [healthy, failing] = [await rig.sink(), await rig.sink(() => ({ status: 500, body: 'no' }))];
  await makeWebhook(rig.workspace, { name: 'CRM', url: healthy.url });
  await makeWebhook(rig.workspace, { name: 'Screening', url: failing.url, events: ['Case.Created'] });
}, rigStartTimeoutMs);
afterAll(() => rig.close());

const inside = (search = '') => `/w/${rig.workspace.id}/events${search}`;

describe('events', () => {
  test('are listed with what became of them, live, and filtered by the address', async () => {
    const [created] = await publish(rig.workspace, 'Case.Created', { subject: { case_id: 'c-1' } });
    await untilCalled(rig.workspace, [created ?? '']);
    const visitor = await rig.signIn(rig.owner, inside());
    const { page } = visitor;
    const row = page.getByRole('row', { name: 'Case.Created' });
    await row.getByText('1 delivered').waitFor();
    await row.getByText('1 retrying').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await publish(rig.workspace, 'Individual.Created', { subject: { case_id: 'c-2' } });
    const newer = page.getByRole('row', { name: 'Individual.Created' });
    await newer.getByText('1 delivered').waitFor();
    const subject = page.getByRole('combobox', { name: 'Subject: a key and a value' });
    await subject.fill('case_id:c-1');
    await subject.press('Enter');
    await newer.waitFor({ state: 'detached' });
    await row.waitFor();
    expect(new URL(page.url()).searchParams.get('subject')).toBe('case_id:c-1');
    await visitor.close();
  });

  test('open with their data, and lead to their deliveries in the log', async () => {
    // The catalogue states examples as one would publish them.
    const { data } = granted(await rig.workspace.api.eventTypes.get('Case.Created')).example as {
      readonly data: object;
    };
    const [id = ''] = await publish(rig.workspace, 'Case.Created', { data: { ...data, name: '<b>7</b>' } });
    await untilCalled(rig.workspace, [id]);
    const visitor = await rig.signIn(rig.owner, inside(`?event=${id}`));
    const { page } = visitor;
    const sidebar = page.getByRole('dialog', { name: 'Case.Created' });
    await sidebar.getByText('<b>7</b>').first().waitFor();
    await sidebar.getByRole('link', { name: /Screening.*500/ }).click();
    await page.waitForURL(/\/logs\?delivery=/);
    await visitor.close();
  });

  test('are published from an example; what is refused stands at its field, and the event opens', async () => {
    const visitor = await rig.signIn(rig.owner, inside());
    const { page } = visitor;
    await page.getByRole('button', { name: 'Publish a test event' }).click();
    const form = page.getByRole('dialog', { name: 'Publish a test event' });
    await form.getByRole('combobox', { name: 'Event type' }).fill('Company.Updated');
    await page.getByRole('option', { name: 'Company.Updated', exact: true }).click();
    const data = form.getByRole('textbox', { name: 'Data' });
    const example = await data.inputValue();
    await data.fill('{');
    await form.getByRole('button', { name: 'Publish' }).click();
    await form.getByText(/Not JSON/).waitFor();
    await data.fill('7');
    await form.getByRole('button', { name: 'Publish' }).click();
    await form.getByText(/Not JSON/).waitFor({ state: 'detached' });
    await expect.poll(() => data.getAttribute('aria-invalid')).toBe('true');
    await data.fill(example);
    await form.getByRole('textbox', { name: 'Subject' }).fill('company_id: 42');
    await form.getByRole('button', { name: 'Publish' }).click();
    const event = page.getByRole('dialog', { name: 'Company.Updated' });
    await event.getByText('company_id 42').waitFor();
    await event.getByRole('link', { name: /CRM/ }).waitFor();
    await visitor.close();
  });

  test('are not published by a viewer: there is no button, and the address opens no form', async () => {
    const viewer = await rig.makeMember(rig.workspace, 'viewer');
    const visitor = await rig.signIn(viewer, inside('?form=publish'));
    const { page } = visitor;
    await page.getByRole('grid', { name: 'Events' }).waitFor();
    expect(await page.getByRole('button', { name: 'Publish a test event' }).count()).toBe(0);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await visitor.close();
  });
});
