import { createClient } from '@belfry/api';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConsoleRig, consoleRig, rigStartTimeoutMs } from './console-rig.ts';
import { passwordOfAll } from './installation.ts';
import { granted, makeWebhook } from './traffic.ts';
import { openVisitor } from './visitor.ts';

/** What owners do with a workspace: keys, members, the audit, settings. */
let rig: ConsoleRig;

beforeAll(async () => {
  rig = await consoleRig();
}, rigStartTimeoutMs);
afterAll(() => rig.close());

const pathOf = (page: string) => `/w/${rig.workspace.id}/${page}`;
const row = (page: Page, name: string | RegExp): Locator => page.getByRole('row').filter({ hasText: name });

test('a key is shown once, calls the API, and is refused once it is revoked', async () => {
  const { page, close } = await rig.signIn(rig.owner, pathOf('keys'));
  await page.getByRole('button', { name: 'Create a key' }).first().click();
  const form = page.getByRole('dialog', { name: 'Create a key' });
  await form.getByRole('button', { name: 'Create the key' }).click();
  await form.getByRole('textbox', { name: 'Name' }).and(page.locator('[aria-invalid="true"]')).waitFor();
  await form.getByRole('textbox', { name: 'Name' }).fill('Onboarding');
  await form.getByLabel('Networks').fill('127.0.0.300/8');
  await page.keyboard.press('Enter');
  await form.getByRole('button', { name: 'Create the key' }).click();
  await form
    .getByText(/CIDR|network/i)
    .nth(1)
    .waitFor();
  await form.getByLabel('Networks').press('Backspace');
  await form.getByRole('button', { name: 'Create the key' }).click();
  const created = page.getByRole('dialog', { name: '“Onboarding” was created' });
  const key = await created
    .getByText(/^belfry_/)
    .first()
    .innerText();
  const client = createClient({ baseUrl: rig.baseUrl, key });
  expect(granted(await client.workspace()).id).toBe(rig.workspace.id);
  await created.getByRole('button', { name: 'I have copied it' }).click();
  await row(page, 'Onboarding').getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('button', { name: 'Revoke the key' }).click();
  await row(page, 'Onboarding').getByText('Revoked').waitFor();
  await expect.poll(async () => (await client.workspace()).ok).toBe(false);
  expect(await page.content()).not.toContain(key);
  await close();
});

test('who is invited by a link joins with the role of the link; the role is changed, the member removed', async () => {
  const { page, close } = await rig.signIn(rig.owner, pathOf('members'));
  await page.getByRole('button', { name: 'Invite' }).click();
  const form = page.getByRole('dialog', { name: 'Invite somebody' });
  await form.getByRole('textbox', { name: 'E-mail' }).fill('grace@example.com');
  await form.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: /^Viewer/ }).click();
  await form.getByRole('button', { name: 'Make the link' }).click();
  const ready = page.getByRole('dialog', { name: 'The invitation is ready' });
  const link = await ready.getByText(/\/link#/).innerText();
  await ready.getByRole('button', { name: 'I have copied it' }).click();
  await row(page, 'grace@example.com').getByRole('button', { name: 'Withdraw' }).waitFor();

  const guest = await openVisitor(rig.browser, rig.baseUrl);
  await guest.page.goto(link);
  await guest.page.getByLabel('Name', { exact: true }).fill('Grace Hopper');
  await guest.page.getByLabel('Password', { exact: true }).fill(passwordOfAll);
  await guest.page.getByRole('button', { name: 'Join' }).click();
  await guest.page.waitForURL(/\/overview/);
  await guest.page.getByText('Viewer', { exact: true }).waitFor();
  expect(await guest.page.getByRole('link', { name: 'Audit' }).count()).toBe(0);
  await guest.close();

  const role = row(page, 'Grace Hopper').getByRole('combobox', { name: 'Role of Grace Hopper' });
  await role.click();
  await page.getByRole('option', { name: /^Operator/ }).click();
  await page.getByText('Grace Hopper is now an operator.').waitFor();
  await row(page, 'Grace Hopper').getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Remove the member' }).click();
  await row(page, 'Grace Hopper').waitFor({ state: 'detached' });
  await close();
});

test('the audit says who changed what from where, with each property before and after, and never a secret', async () => {
  const id = await makeWebhook(rig.workspace, { name: 'Watched', url: 'http://127.0.0.1:1/a' });
  granted(await rig.workspace.api.webhooks.update(id, { url: 'http://127.0.0.1:1/b' }));
  const { secret } = granted(await rig.workspace.api.webhooks.get(id));
  granted(await rig.workspace.api.webhooks.rotateSecret(id));
  const { page, close } = await rig.signIn(rig.owner, pathOf('audit'));
  await row(page, 'rotated the secret of Watched').waitFor();
  await row(page, 'changed the webhook Watched').press('Enter');
  await page.waitForURL(/entry=/);
  const entry = page.getByRole('dialog');
  await entry.getByText('http://127.0.0.1:1/a').waitFor();
  await entry.getByText('http://127.0.0.1:1/b').waitFor();
  await entry.getByText('127.0.0.1', { exact: true }).waitFor();
  expect(await page.content()).not.toContain(secret ?? '-');
  await page.reload();
  await page.getByRole('dialog').getByText('http://127.0.0.1:1/b').waitFor();
  await page.getByRole('dialog').getByRole('link', { name: 'All changes of it' }).click();
  await page.waitForURL((url) => url.searchParams.get('of') === id && !url.searchParams.has('entry'));
  await row(page, 'created the webhook Watched').waitFor();
  expect(await row(page, 'Grace Hopper').count()).toBe(0);
  await close();
});

test('a rename is seen at once where the workspace is named, and a new workspace is opened', async () => {
  const { page, close } = await rig.signIn(rig.owner, pathOf('settings'));
  const rename = page.getByRole('button', { name: 'Rename' });
  await expect.poll(() => rename.isDisabled()).toBe(true);
  await page.getByRole('textbox', { name: 'Name' }).fill('Analytical Engines');
  await rename.click();
  await page.getByRole('button', { name: 'Workspace: Analytical Engines' }).waitFor();
  await page.getByText('256 KiB').waitFor();
  await page.getByRole('button', { name: 'Create a workspace' }).click();
  const form = page.getByRole('dialog', { name: 'Create a workspace' });
  await form.getByRole('textbox', { name: 'Name' }).fill('Difference Engines');
  await form.getByRole('button', { name: 'Create the workspace' }).click();
  await page.getByRole('button', { name: 'Workspace: Difference Engines' }).waitFor();
  expect(page.url()).not.toContain(rig.workspace.id);
  await close();
});
