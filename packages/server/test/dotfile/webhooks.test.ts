import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readWebhook } from '../../src/app/webhooks.ts';
import { webhooksPerWorkspaceMax } from '../../src/domain/webhook.ts';
import { sinkEndpoint } from '../endpoints/sink.ts';
import { exampleOf, untilDeliveries } from '../engine-rig.ts';
import { type DotfileRig, dotfileRig } from './dotfile-rig.ts';

const minimal = { url: 'https://receiver.example/hooks', events: ['Case.Created', 'Case.StatusUpdated'] };
const full = {
  ...minimal,
  name: 'Cases',
  status: 'offline',
  type: 'system',
  secret: `dotsecret.${'k'.repeat(43)}`,
};
const hourMs = 3_600_000;

let dotfile: DotfileRig;
beforeAll(async () => {
  dotfile = await dotfileRig();
});
afterAll(() => dotfile.close());
afterEach(async () => {
  for (const { id } of (await dotfile.webhooks('?limit=100')).data)
    await dotfile.call('DELETE', `/webhooks/${id}`);
});

const create = (body: object) => dotfile.webhook('POST', '/webhooks', body);

describe('a webhook', () => {
  it('needs only a URL and events: it is online, a user’s, named after its host, with a secret made for it', async () => {
    const answer = await dotfile.call('POST', '/webhooks', { body: minimal });
    expect(answer.status).toBe(201);
    const created = JSON.parse(answer.text);
    expect(created).toMatchObject({ ...minimal, name: 'receiver.example', status: 'online', type: 'user' });
    expect(created.secret).toMatch(/^dotsecret\..{43,}$/);
    expect(created.created_at).toBe(new Date(dotfile.clock.now()).toISOString());
    expect(created.updated_at).toBe(created.created_at);
  });

  it('is what was asked for, and reads back the same, secret included', async () => {
    const created = await create(full);
    expect(created).toMatchObject(full);
    expect(await dotfile.webhook('GET', `/webhooks/${created.id}`)).toEqual(created);
  });

  it('is remembered in the audit of its workspace, as the doing of the key', async () => {
    const { id } = await create(minimal);
    await dotfile.webhook('PATCH', `/webhooks/${id}`, { name: 'Renamed', status: 'offline' });
    await dotfile.call('DELETE', `/webhooks/${id}`);
    const entries = await dotfile.database.sql<{ action: string }[]>`
      select actor_type, actor_name, address, action, before, after from audit_entries
      where target_id = ${id} order by id`;
    expect(entries.map(({ action }) => action)).toEqual([
      'webhook.created',
      'webhook.updated',
      'webhook.set_offline',
      'webhook.deleted',
    ]);
    expect(entries[1]).toMatchObject({
      actor_type: 'key',
      actor_name: 'First key',
      address: '127.0.0.1',
      before: { name: 'receiver.example' },
      after: { name: 'Renamed' },
    });
  });

  it('keeps what an update does not name', async () => {
    const created = await create(full);
    dotfile.clock.advance(5);
    const updated = await dotfile.webhook('PATCH', `/webhooks/${created.id}`, { name: 'Renamed' });
    const updatedAt = new Date(dotfile.clock.now()).toISOString();
    expect(updated).toEqual({ ...created, name: 'Renamed', updated_at: updatedAt });
  });

  it('may be sent back as it was read, which changes nothing but what was edited', async () => {
    const created = await create(full);
    const edited = { ...created, url: 'https://moved.example/' };
    expect(await dotfile.webhook('PATCH', `/webhooks/${created.id}`, edited)).toMatchObject({
      ...edited,
      updated_at: expect.any(String),
    });
    const stored = await readWebhook(dotfile.engine.context, workspace(), created.id);
    expect(stored).toMatchObject({ ok: true, value: { webhook: { oldSecret: null } } });
  });

  it('keeps its id and dates whatever an update says of them', async () => {
    const [first, second] = [await create(full), await create(minimal)];
    dotfile.clock.advance(5);
    const change = { id: second.id, created_at: null, updated_at: '1999-12-31', name: 'Renamed' };
    const updatedAt = new Date(dotfile.clock.now()).toISOString();
    const updated = await dotfile.webhook('PATCH', `/webhooks/${first.id}`, change);
    expect(updated).toEqual({ ...first, name: 'Renamed', updated_at: updatedAt });
    expect(await dotfile.webhook('GET', `/webhooks/${first.id}`)).toEqual(updated);
    expect(await dotfile.webhook('GET', `/webhooks/${second.id}`)).toEqual(second);
  });

  it('rotates to a secret that an update gives, and honours the one before for 24 hours', async () => {
    const created = await create(minimal);
    const updated = await dotfile.webhook('PATCH', `/webhooks/${created.id}`, { secret: full.secret });
    expect(updated.secret).toBe(full.secret);
    const stored = await readWebhook(dotfile.engine.context, workspace(), created.id);
    const oldSecretExpiresAt = dotfile.clock.now() + 24 * hourMs;
    expect(stored).toMatchObject({ value: { webhook: { oldSecret: created.secret, oldSecretExpiresAt } } });
  });

  it('is gone once deleted, and an answer without content says so', async () => {
    const { id } = await create(minimal);
    expect(await dotfile.call('DELETE', `/webhooks/${id}`)).toMatchObject({ status: 204, text: '' });
    expect(await dotfile.call('GET', `/webhooks/${id}`)).toMatchObject({
      status: 404,
      error: { code: 'NOT_FOUND' },
    });
    expect((await dotfile.call('DELETE', `/webhooks/${id}`)).status).toBe(404);
  });

  it('of another workspace is answered exactly like one that does not exist', async () => {
    const { id } = await create(minimal);
    const missing = '00000000-0000-7000-8000-000000000000';
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      const options = { key: dotfile.otherKey, ...(method === 'PATCH' ? { body: { name: 'Mine' } } : {}) };
      const foreign = await dotfile.call(method, `/webhooks/${id}`, options);
      expect(foreign.status).toBe(404);
      expect(foreign.error).toEqual((await dotfile.call(method, `/webhooks/${missing}`, options)).error);
    }
    expect(await dotfile.webhook('GET', `/webhooks/${id}`)).toMatchObject(minimal);
  });

  it('is refused with 400 where the workspace has as many as it may have', async () => {
    for (let made = 0; made < webhooksPerWorkspaceMax; made += 1) await create(minimal);
    const answer = await dotfile.call('POST', '/webhooks', { body: minimal });
    expect(answer).toMatchObject({ status: 400, error: { code: 'LIMIT_REACHED' } });
    expect((await dotfile.webhooks('')).pagination).toEqual({
      page: 1,
      limit: 20,
      count: webhooksPerWorkspaceMax,
    });
  });

  it('that goes offline and online again gets what was published meanwhile, signed with both secrets', async () => {
    const sink = await sinkEndpoint();
    const { id, secret } = await create({ url: sink.url, events: ['Case.Created'], status: 'offline' });
    const draft = exampleOf('Case.Created');
    await dotfile.engine.publish(dotfile.workspaceId, [{ draft, subject: null, occurredAt: null }], null);
    await untilDeliveries(dotfile.database.sql, dotfile.workspaceId, ([held]) => held?.state === 'held');
    await dotfile.webhook('PATCH', `/webhooks/${id}`, { status: 'online', secret: full.secret });
    await sink.untilReceived(1);
    const headers = sink.received[0]?.headers;
    expect(headers?.['dotfile-signature']).toMatch(/^[0-9a-f]{64}$/);
    expect(headers?.['dotfile-old-signature']).toMatch(/^[0-9a-f]{64}$/);
    expect(secret).not.toBe(full.secret);
    await sink.close();
  });
});

describe('a body', () => {
  const { url: _url, ...withoutUrl } = minimal;
  const bad: [string, object | string, string][] = [
    ['without a URL', withoutUrl, 'url'],
    ['without events', { url: minimal.url }, 'events'],
    ['with no event at all', { ...minimal, events: [] }, 'events'],
    ['with an event that does not exist', { ...minimal, events: ['Case.Exploded'] }, 'Case.Exploded'],
    ['with events that are no list', { ...minimal, events: 'Case.Created' }, 'events'],
    ['with an unknown property', { ...minimal, evnets: [] }, 'evnets'],
    ['with an unknown status', { ...minimal, status: 'paused' }, 'status'],
    ['with an unknown type', { ...minimal, type: 'admin' }, 'type'],
    ['with a name that is too long', { ...minimal, name: 'n'.repeat(201) }, 'name'],
    ['with no URL in the URL', { ...minimal, url: 'receiver' }, 'url'],
    ['with a target that is not public', { ...minimal, url: 'https://169.254.169.254/' }, 'url'],
    ['with a weak secret', { ...minimal, secret: 'secret' }, 'secret'],
    ['that is a list', [minimal], 'body'],
    ['that is not JSON', '{"url":', 'JSON'],
  ];

  it.each(bad)('%s is refused with 400 on creation, saying what is wrong', async (_name, body, word) => {
    const answer = await dotfile.call('POST', '/webhooks', { body });
    expect(answer).toMatchObject({ status: 400, error: { code: 'BAD_REQUEST' } });
    expect(answer.error?.message).toContain(word);
    expect((await dotfile.webhooks('')).pagination.count).toBe(0);
  });

  it.each(bad.slice(2))(
    '%s is refused with 400 on update, and nothing is changed',
    async (_name, body, word) => {
      const created = await create(minimal);
      const answer = await dotfile.call('PATCH', `/webhooks/${created.id}`, { body });
      expect(answer).toMatchObject({ status: 400, error: { code: 'BAD_REQUEST' } });
      expect(answer.error?.message).toContain(word);
      expect(await dotfile.webhook('GET', `/webhooks/${created.id}`)).toEqual(created);
    },
  );

  it('that is missing is refused with 400', async () => {
    expect((await dotfile.call('POST', '/webhooks')).status).toBe(400);
  });
});

describe('an id in the path that is no UUID', () => {
  it.each(['GET', 'PATCH', 'DELETE'])('is refused with 400 by %s', async (method) => {
    const answer = await dotfile.call(method, '/webhooks/42', method === 'PATCH' ? { body: {} } : {});
    expect(answer).toMatchObject({ status: 400, error: { code: 'BAD_REQUEST' } });
  });
});

function workspace() {
  return { id: dotfile.workspaceId, name: 'Acme', dialect: 'dotfile', createdAt: 0 };
}
