import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiRig, apiRig } from '../api-rig.ts';

const webhook = {
  name: 'Cases',
  url: 'https://receiver.example/hooks',
  events: ['Case.Created', 'Case.StatusUpdated'],
};

describe('webhooks', () => {
  let api: ApiRig;
  beforeAll(async () => {
    api = await apiRig();
  });
  afterAll(() => api.close());

  const create = async (change: object = {}) => {
    const answer = await api.call('POST', '/webhooks', { body: { ...webhook, ...change } });
    expect(answer.status, answer.text).toBe(201);
    return answer.json;
  };
  const version = async () =>
    (
      await api.database.sql`select webhooks_version from workspaces where workspace_id = ${api.workspaceId}`
    )[0]?.['webhooks_version'];

  it('are created with a generated secret and defaults, and read back the same', async () => {
    const created = await create();
    expect(created).toMatchObject({
      ...webhook,
      description: '',
      status: 'online',
      offline_reason: null,
      offline_since: null,
      old_secret_expires_at: null,
      rate_limit: null,
      concurrency_limit: null,
      headers: {},
      type: 'user',
      health: { failures: 0, failures_max: 50 },
    });
    expect(created.secret).toMatch(/^dotsecret\..{32,}/);
    expect(created.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect((await api.call('GET', `/webhooks/${created.id}`)).json).toEqual(created);
    expect((await api.call('GET', '/webhooks')).json.data).toContainEqual(created);
  });

  it('keep their secret encrypted in the database', async () => {
    const { id, secret } = await create();
    const rows = await api.database.sql`select secret from webhooks where id = ${id}`;
    expect(Buffer.from(rows[0]?.['secret']).includes(secret)).toBe(false);
  });

  it('take a change of what is given, leave the rest, and tell every process', async () => {
    const before = await create({ headers: { 'X-Tenant': 'a' }, rate_limit: 5 });
    const versionBefore = await version();
    const answer = await api.call('PATCH', `/webhooks/${before.id}`, {
      body: { url: 'https://other.example/', rate_limit: null, events: ['Check.Started', 'Check.Started'] },
    });
    expect(answer.json).toEqual({
      ...before,
      url: 'https://other.example/',
      rate_limit: null,
      events: ['Check.Started'],
      headers: { 'x-tenant': 'a' },
      updated_at: answer.json.updated_at,
    });
    expect(await version()).toBe(versionBefore + 1);
  });

  it('keep the secret before for the usual time when an update sets a new one', async () => {
    const before = await create();
    const secret = `dotsecret.${'n'.repeat(43)}`;
    const { json } = await api.call('PATCH', `/webhooks/${before.id}`, { body: { secret } });
    expect(json.secret).toBe(secret);
    const honouredMs = Date.parse(json.old_secret_expires_at) - Date.parse(json.updated_at);
    expect(honouredMs).toBe(24 * 3_600_000);
  });

  it('rotate their secret with a grace period of choice, or none', async () => {
    const { id, secret } = await create();
    const rotated = await api.call('POST', `/webhooks/${id}/rotate-secret`, { body: { grace_hours: 1 } });
    expect(rotated.json.secret).not.toBe(secret);
    expect(Date.parse(rotated.json.old_secret_expires_at) - Date.parse(rotated.json.updated_at)).toBe(
      3_600_000,
    );
    const again = await api.call('POST', `/webhooks/${id}/rotate-secret`, { body: { grace_hours: 0 } });
    expect(again.json.old_secret_expires_at).toBeNull();
    expect((await api.call('POST', `/webhooks/${id}/rotate-secret`)).status).toBe(200);
    const tooLong = await api.call('POST', `/webhooks/${id}/rotate-secret`, { body: { grace_hours: 169 } });
    expect(tooLong).toMatchObject({ status: 422, error: { details: [{ path: 'grace_hours' }] } });
  });

  it('are gone after a deletion, for good', async () => {
    const { id } = await create();
    expect((await api.call('DELETE', `/webhooks/${id}`)).status).toBe(204);
    expect((await api.call('DELETE', `/webhooks/${id}`)).status).toBe(404);
    expect((await api.call('GET', `/webhooks/${id}`)).status).toBe(404);
  });

  it('of another workspace answer exactly as missing ones', async () => {
    const { id } = await create();
    const missing = '019b76da-a800-7000-8000-000000000000';
    for (const [method, suffix, body] of operations) {
      const options = { as: api.otherWorkspaceId, ...(body === undefined ? {} : { body }) };
      const foreign = await api.call(method, `/webhooks/${id}${suffix}`, options);
      const none = await api.call(method, `/webhooks/${missing}${suffix}`, options);
      expect([foreign.status, foreign.text], `${method} ${suffix}`).toEqual([404, none.text]);
    }
    expect((await api.call('GET', `/webhooks/${id}`)).status).toBe(200);
  });

  it('are fifty at most, however many are created at once', async () => {
    const as = api.otherWorkspaceId;
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => api.call('POST', '/webhooks', { as, body: webhook })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(50);
    expect(answers.find(({ status }) => status !== 201)).toMatchObject({
      status: 422,
      error: { code: 'webhook_limit_reached' },
    });
    expect((await api.call('GET', '/webhooks', { as })).json.data).toHaveLength(50);
  });
});

const operations: readonly [method: string, suffix: string, body?: object][] = [
  ['GET', ''],
  ['PATCH', '', { name: 'Theirs' }],
  ['DELETE', ''],
  ['POST', '/rotate-secret', {}],
  ['POST', '/test', {}],
  ['POST', '/offline'],
  ['POST', '/online', { held: 'discard' }],
  ['POST', '/retry-failed', { from: '2026-01-01T00:00:00Z' }],
];
