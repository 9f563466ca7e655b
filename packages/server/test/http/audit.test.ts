import type { AuditEntryAnswer } from '@belfry/api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEventType } from '../../src/app/event-types.ts';
import { setOfflineByFailures } from '../../src/domain/webhook-audit.ts';
import { newMember, type Person, personOf, testPassword } from '../accounts.ts';
import { type ApiRig, apiRig } from '../api-rig.ts';

let rig: ApiRig;
let owner: Person;

beforeAll(async () => {
  rig = await apiRig({ dialectName: 'standard' });
  const { context } = rig.engine;
  const workspace = { id: rig.workspaceId, name: 'Acme', dialect: 'standard', createdAt: 0 };
  await createEventType(context, workspace, {
    type: 'invoice.paid',
    group: 'Invoices',
    description: '',
    deprecation: null,
    dataSchema: null,
    example: undefined,
  });
  owner = await newMember(rig, 'owner');
});

afterAll(() => rig.close());

type Seen = Pick<AuditEntryAnswer, 'action' | 'target' | 'before' | 'after'>;

/** What was remembered since, oldest first. */
async function since(before: readonly AuditEntryAnswer[]): Promise<readonly Seen[]> {
  const entries = await all();
  return entries
    .slice(0, entries.length - before.length)
    .map(({ action, target, before: was, after }) => ({ action, target, before: was, after }))
    .reverse();
}

async function all(): Promise<readonly AuditEntryAnswer[]> {
  return (await owner.call('GET', '/audit?limit=100')).json.data;
}

const settings = { name: 'Orders', url: 'http://127.0.0.1:9/a', events: ['invoice.paid'] };

test('every change of a webhook is remembered with what changed, and never a secret', async () => {
  const start = await all();
  const made = (await owner.call('POST', '/webhooks', { body: settings })).json;
  const path = `/webhooks/${made.id}`;
  const patch = { url: 'http://127.0.0.1:9/b', headers: { 'x-token': 'very secret' }, name: 'Orders' };
  await owner.call('PATCH', path, { body: patch });
  await owner.call('PATCH', path, { body: { headers: { 'x-token': 'another secret' } } });
  await owner.call('PATCH', path, { body: { name: 'Orders' } });
  const rotated = (await owner.call('POST', `${path}/rotate-secret`, { body: {} })).json;
  const retry = await owner.call('POST', `${path}/retry-failed`, { body: { from: '2026-01-01T00:00:00Z' } });
  await owner.call('POST', `${path}/offline`);
  await owner.call('POST', `${path}/offline`);
  await owner.call('POST', `${path}/online`, { body: { held: 'discard' } });
  await owner.call('DELETE', path);
  const target = { type: 'webhook', id: made.id, name: 'Orders' };
  const seen = await since(start);
  expect(seen).toEqual([
    {
      action: 'webhook.created',
      target,
      before: null,
      after: expect.objectContaining({ ...settings, status: 'online', headers: {} }),
    },
    {
      action: 'webhook.updated',
      target,
      before: { url: settings.url, headers: {} },
      after: { url: patch.url, headers: { 'x-token': 'hidden' } },
    },
    {
      action: 'webhook.updated',
      target,
      before: { headers: { 'x-token': 'hidden' } },
      after: { headers: { 'x-token': 'changed' } },
    },
    {
      action: 'webhook.secret_rotated',
      target,
      before: {},
      after: { secret: 'rotated', old_secret_expires_at: rotated.old_secret_expires_at },
    },
    {
      action: 'webhook.failed_retried',
      target,
      before: {},
      after: expect.objectContaining({
        from: '2026-01-01T00:00:00.000Z',
        deliveries: 0,
        job_id: retry.json.id,
      }),
    },
    {
      action: 'webhook.set_offline',
      target,
      before: { status: 'online', offline_reason: null },
      after: { status: 'offline', offline_reason: 'Set offline through the API.' },
    },
    {
      action: 'webhook.set_online',
      target,
      before: { status: 'offline', offline_reason: 'Set offline through the API.' },
      after: { status: 'online', offline_reason: null, held: 'discard' },
    },
    {
      action: 'webhook.deleted',
      target,
      before: expect.objectContaining({ url: patch.url, headers: { 'x-token': 'hidden' } }),
      after: null,
    },
  ]);
  const text = JSON.stringify(seen);
  for (const secret of [made.secret, rotated.secret, 'very secret', 'another secret'])
    expect(text).not.toContain(secret);
});

test('keys, event types, members, invitations and the workspace are remembered', async () => {
  const start = await all();
  const key = (await owner.call('POST', '/keys', { body: { name: 'CI' } })).json;
  await owner.call('DELETE', `/keys/${key.id}`);
  await owner.call('DELETE', `/keys/${key.id}`);
  const type = { type: 'invoice.late', description: 'Late.', data_schema: { type: 'object' } };
  await owner.call('POST', '/event-types', { body: type });
  await owner.call('PATCH', '/event-types/invoice.late', { body: { description: 'Too late.' } });
  await owner.call('DELETE', '/event-types/invoice.late');
  await owner.call('PATCH', '/event-types/invoice.late', { body: { archived: false } });
  const invitation = (await owner.call('POST', '/invitations', { body: { role: 'viewer' } })).json;
  await owner.call('DELETE', `/invitations/${invitation.id}`);
  await owner.call('PATCH', '/workspace', { body: { name: 'Renamed' } });
  const seen = await since(start);
  expect(seen.map(({ action, before, after }) => [action, before, after])).toEqual([
    ['key.created', null, { name: 'CI', allowed_networks: null, expires_at: null }],
    ['key.revoked', { revoked_at: null }, { revoked_at: expect.stringMatching(/Z$/) }],
    ['event_type.created', null, expect.objectContaining({ description: 'Late.' })],
    ['event_type.updated', { description: 'Late.' }, { description: 'Too late.' }],
    ['event_type.archived', { archived: false }, { archived: true }],
    ['event_type.restored', { archived: true }, { archived: false }],
    ['invitation.created', null, { role: 'viewer', email: null, expires_at: invitation.expires_at }],
    ['invitation.withdrawn', { role: 'viewer', email: null, expires_at: invitation.expires_at }, null],
    ['workspace.updated', { name: 'Acme Compliance' }, { name: 'Renamed' }],
  ]);
  expect(JSON.stringify(seen)).not.toContain(key.key);
});

test('members and sessions are remembered as the doing of the person, in each of the workspaces', async () => {
  const start = await all();
  const person = await newMember(rig, 'viewer', { email: 'grace@example.com' });
  await owner.call('PATCH', `/members/${person.id}`, { body: { role: 'operator' } });
  const body = { email: 'grace@example.com', password: testPassword };
  const again = personOf(rig, await rig.call('POST', '/session', { as: null, body }));
  await again.call('DELETE', '/session');
  await owner.call('DELETE', `/members/${person.id}`);
  const entries = (await all()).slice(0, -start.length).reverse();
  expect(entries.map(({ action, actor, target }) => [action, actor.name, target.name])).toEqual([
    ['invitation.created', 'test', 'Anyone, as viewer'],
    ['member.joined', 'grace@example.com', 'grace@example.com'],
    ['session.started', 'grace@example.com', 'grace@example.com'],
    ['member.role_changed', 'owner@example.com', 'grace@example.com'],
    ['session.started', 'grace@example.com', 'grace@example.com'],
    ['session.ended', 'grace@example.com', 'grace@example.com'],
    ['member.removed', 'owner@example.com', 'grace@example.com'],
  ]);
  expect(entries.map(({ actor, address }) => [actor.type, address])).toContainEqual(['user', '127.0.0.1']);
});

test('a change by a key names the key, and one of the system has no address', async () => {
  const { json: made } = await rig.call('POST', '/webhooks', { body: settings });
  const [byKey] = await all();
  expect(byKey).toMatchObject({ actor: { type: 'key', name: 'Tests' }, address: '127.0.0.1' });
  expect(byKey?.target.id).toBe(made.id);
  expect(setOfflineByFailures(made, 'Too many failures.').after).toMatchObject({ status: 'offline' });
});

test('entries are found by what, who and when, page by page, and only in their workspace', async () => {
  const entries = await all();
  const only = async (query: string) => (await owner.call('GET', `/audit?${query}`)).json.data;
  const rotated = await only('action=webhook.secret_rotated');
  expect(rotated.map(({ action }: Seen) => action)).toEqual(['webhook.secret_rotated']);
  const id = rotated[0].target.id;
  expect(await only(`target_type=webhook&target_id=${id}&limit=100`)).toEqual(
    entries.filter(({ target }) => target.id === id),
  );
  expect(await only(`actor_id=${owner.id}&limit=100`)).toEqual(
    entries.filter(({ actor }) => actor.id === owner.id),
  );
  expect(await only(`from=${rotated[0].at}&to=${rotated[0].at}`)).toEqual([]);
  const pages: AuditEntryAnswer[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = await owner.call('GET', `/audit?limit=7${cursor === '' ? '' : `&cursor=${cursor}`}`);
    pages.push(...page.json.data);
    cursor = page.json.next_cursor;
  }
  expect(pages).toEqual(entries);
  const foreign = await rig.call('GET', '/audit', { as: rig.otherWorkspaceId });
  expect(foreign.json.data.map(({ action }: Seen) => action)).toEqual(['key.created']);
});
