import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConsoleRig, consoleRig, rigStartTimeoutMs } from './console-rig.ts';
import { callAs, type Person, type WorkspaceWithKey } from './installation.ts';
import { type KeyboardPerson, keyboardPerson } from './keyboard-person.ts';
import { granted, publish, untilCalled } from './traffic.ts';
import { openVisitor, type Visitor } from './visitor.ts';

/** One person without a mouse, from the sign-in to the sign-out: each test goes on where the one before ended. */
let rig: ConsoleRig;
let sink: Awaited<ReturnType<ConsoleRig['sink']>>;
let other: WorkspaceWithKey;
let person: Person;
let visitor: Visitor;
let keys: KeyboardPerson;
/** What the receiver answers. */
let status = 200;
/** The webhook that is added. */
let webhookId = '';

beforeAll(async () => {
  rig = await consoleRig();
  sink = await rig.sink(() => ({ status, body: '{"taken":true}' }));
  other = await rig.makeWorkspace('Elsewhere');
  person = await rig.makeMember(rig.workspace, 'owner', 'Keya Board');
  // The same account, by an invitation to the other workspace.
  await rig.makeMember(other, 'owner', person.name);
  await rig.makeMember(rig.workspace, 'viewer', 'Vera Viewer');
  visitor = await openVisitor(rig.browser, rig.baseUrl);
  keys = keyboardPerson(visitor.page);
}, rigStartTimeoutMs);
afterAll(async () => {
  await visitor.close();
  await rig.close();
});

/** The machine may be busy. */
const patienceMs = 60_000;
const webhook = async () => granted(await rig.workspace.api.webhooks.get(webhookId));
const newest = async () =>
  granted(await rig.workspace.api.deliveries.list({ webhook_id: webhookId, limit: 1 })).data[0];

test(
  'signs in',
  async () => {
    const { page } = visitor;
    await page.goto(`/w/${rig.workspace.id}/webhooks`);
    await page.waitForURL(/\/sign-in/);
    await keys.fillIn('E-mail', person.email);
    await keys.fillIn('Password', person.password ?? '');
    await keys.press('Enter');
    await page.waitForURL(/\/webhooks/);
  },
  patienceMs,
);

test(
  'adds a webhook, and chooses its event types in the tree',
  async () => {
    const { page } = visitor;
    await keys.enter('button', 'Add webhook');
    await page.getByRole('dialog', { name: 'Add webhook' }).waitFor();
    await keys.fillIn(/^Name/, 'Desk');
    await keys.fillIn(/^Notification URL/, sink.url);
    await keys.fillIn('Search event types', 'case.', 'searchbox');
    await keys.tabTo('checkbox', 'Case.Created');
    await keys.press('Space');
    await keys.tabTo('button', 'Example payload of Case.Created');
    await keys.press('Enter');
    await page.getByText('"Case.Created"').first().waitFor();
    await keys.tabTo('checkbox', 'Case.Deleted');
    await keys.press('Space');
    await keys.enter('button', 'Create webhook');
    await page.waitForURL(/webhook=[0-9a-f-]{36}/);
    webhookId = new URL(page.url()).searchParams.get('webhook') ?? '';
    expect((await webhook()).events).toEqual(['Case.Created', 'Case.Deleted']);
  },
  patienceMs,
);

test(
  'runs a test of a chosen type, and reads the exchange',
  async () => {
    const { page } = visitor;
    await keys.tabTo('combobox', 'Event type of the test');
    await keys.press('Control+a');
    await keys.type('Case.Del');
    await keys.arrowTo('option', 'Case.Deleted');
    await keys.press('Enter');
    await keys.enter('button', 'Run test');
    const panel = page.getByRole('region', { name: 'Test', exact: true });
    await panel.getByText('200 OK').first().waitFor();
    await keys.tabTo('region', 'Request body');
    await panel.getByText('"taken"').waitFor();
    await keys.tabTo('region', 'Answer body');
    await sink.untilReceived(1);
    expect(sink.received[0]?.body).toContain('Case.Deleted');
  },
  patienceMs,
);

test(
  'rotates the secret with a period of grace',
  async () => {
    const { page } = visitor;
    const { secret } = await webhook();
    await keys.enter('button', 'Rotate the secret');
    const dialog = page.getByRole('dialog', { name: 'Rotate the secret' });
    await dialog
      .getByRole('textbox', { name: 'Grace period in hours' })
      .and(page.locator(':focus'))
      .waitFor();
    await keys.type('2');
    await keys.enter('button', 'Rotate the secret');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Two secrets are honoured').waitFor();
    const now = await webhook();
    expect(now.secret).not.toBe(secret);
    expect(Date.parse(now.old_secret_expires_at ?? '')).toBeLessThan(Date.now() + 2 * 3_600_000);
    // The dialog gave the focus back.
    await page.getByRole('button', { name: 'Rotate the secret' }).and(page.locator(':focus')).waitFor();
  },
  patienceMs,
);

test(
  'takes the webhook offline, and online again with what was held',
  async () => {
    const { page } = visitor;
    await keys.tabTo('tab', 'Parameters', 'back');
    await keys.arrowTo('tab', /^Status/, 'ArrowRight');
    await keys.enter('button', 'Set offline');
    const asked = page.getByRole('dialog', { name: /offline\?/ });
    await asked.getByRole('button', { name: 'Cancel' }).and(page.locator(':focus')).waitFor();
    await keys.enter('button', 'Set offline');
    await asked.waitFor({ state: 'hidden' });
    await expect.poll(async () => (await webhook()).status).toBe('offline');
    const before = sink.received.length;
    await publish(rig.workspace, 'Case.Deleted', { count: 2 });
    await page.getByText('2 deliveries are held.').waitFor();
    await keys.enter('button', 'Set online', 'back');
    const dialog = page.getByRole('dialog', { name: /online\?/ });
    await keys.tabTo('radio', 'Release');
    await keys.press('ArrowDown', 'ArrowUp');
    await keys.enter('button', 'Set online');
    await dialog.waitFor({ state: 'hidden' });
    await sink.untilReceived(before + 2);
    expect((await webhook()).status).toBe('online');
    await keys.press('Escape');
    await page.waitForURL((url) => !url.searchParams.has('webhook'));
  },
  patienceMs,
);

test(
  'finds what failed in the log, reads its payload and calls, and resends it',
  async () => {
    const { page } = visitor;
    status = 503;
    await untilCalled(rig.workspace, await publish(rig.workspace, 'Case.Created'));
    const failed = await newest();
    status = 200;
    await keys.press('g', 'l');
    await page.waitForURL(/\/logs/);
    await keys.tabTo('combobox', 'Answer: class or status code');
    await keys.type('503');
    await keys.arrowTo('option', /^503/);
    await keys.press('Enter');
    await page.waitForURL(/status=503/);
    const rows = page.getByRole('grid', { name: 'Deliveries' }).getByRole('row', { name: /Desk/ });
    await expect.poll(() => rows.count()).toBe(1);
    await keys.enter('row', /Case\.Created.*Desk/);
    await page.waitForURL((url) => url.searchParams.get('delivery') === failed?.id);
    const sidebar = page.getByRole('dialog');
    await sidebar.getByText('503 Service Unavailable').first().waitFor();
    await keys.tabTo('tab', /^Calls/);
    await keys.arrowTo('tab', 'Signature', 'ArrowRight');
    await keys.arrowTo('tab', 'Payload', 'ArrowRight');
    await keys.tabTo('radio', 'Pretty');
    await keys.press('ArrowRight');
    await keys.tabTo('region', 'Payload, raw');
    const before = sink.received.length;
    await keys.enter('button', 'Resend', 'back');
    await sink.untilReceived(before + 1);
    expect(sink.received[before]?.body).toContain(failed?.event_id);
    await sidebar.getByText('Delivered').first().waitFor();
    await keys.press('Escape');
    await page.waitForURL((url) => !url.searchParams.has('delivery'));
  },
  patienceMs,
);

test(
  'publishes a test event',
  async () => {
    const { page } = visitor;
    const before = sink.received.length;
    await keys.press('g', 'e');
    await page.waitForURL(/\/events/);
    await keys.enter('button', 'Publish a test event');
    await keys.tabTo('combobox', 'Event type');
    await keys.press('Control+a');
    await keys.type('Case.Deleted');
    await keys.arrowTo('option', 'Case.Deleted');
    await keys.press('Enter');
    await keys.fillIn('Subject', 'case_id: by-keyboard');
    await keys.enter('button', 'Publish');
    await page.getByRole('dialog', { name: 'Case.Deleted' }).getByText('case_id by-keyboard').waitFor();
    await sink.untilReceived(before + 1);
    expect(granted(await rig.workspace.api.events.list({ subject: 'case_id:by-keyboard' })).data.length).toBe(
      1,
    );
    await keys.press('Escape');
    await page.waitForURL((url) => !url.searchParams.has('event'));
  },
  patienceMs,
);

test(
  'creates a key',
  async () => {
    const { page } = visitor;
    await keys.enter('link', 'API keys');
    await page.waitForURL(/\/keys/);
    await keys.enter('button', 'Create a key');
    await keys.fillIn('Name', 'By keyboard');
    await keys.enter('button', 'Create the key');
    await page.getByRole('dialog', { name: '“By keyboard” was created' }).waitFor();
    await keys.enter('button', 'I have copied it');
    const { data } = granted(await rig.workspace.api.keys.list());
    expect(data.map(({ name }) => name)).toContain('By keyboard');
  },
  patienceMs,
);

test(
  'invites a member, and changes a role',
  async () => {
    const { page } = visitor;
    await keys.enter('link', 'Members', 'back');
    await page.waitForURL(/\/members/);
    await keys.enter('button', 'Invite');
    await keys.fillIn('E-mail', 'grace@example.com');
    await keys.enter('button', 'Make the link');
    await page.getByRole('dialog', { name: 'The invitation is ready' }).waitFor();
    await keys.enter('button', 'I have copied it');
    await page.getByRole('row', { name: 'grace@example.com' }).waitFor();
    await keys.tabTo('combobox', 'Role of Vera Viewer');
    await keys.press('Enter');
    await keys.arrowTo('option', /^Operator/);
    await keys.press('Enter');
    await page.getByText('Vera Viewer is now an operator.').waitFor();
    const { data } = await callAs<{ data: readonly { name: string; role: string }[] }>(
      rig.baseUrl,
      person.cookie,
      'GET',
      '/members',
      { in: rig.workspace.id },
    );
    expect(data.find(({ name }) => name === 'Vera Viewer')?.role).toBe('operator');
  },
  patienceMs,
);

test(
  'switches the workspace, and signs out',
  async () => {
    const { page } = visitor;
    await keys.enter('button', /^Workspace: Acme/, 'back');
    await keys.arrowTo('menuitem', /Elsewhere/);
    await keys.press('Enter');
    await page.waitForURL((url) => url.pathname.startsWith(`/w/${other.id}/`));
    await keys.enter('button', /^Account:/);
    await keys.arrowTo('menuitem', 'Sign out');
    await keys.press('Enter');
    await page.waitForURL(/\/sign-in/);
    expect(await visitor.context.request.get(`${rig.baseUrl}/api/v1/session`).then((a) => a.status())).toBe(
      401,
    );
  },
  patienceMs,
);
