import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiRig, apiRig } from '../api-rig.ts';
import { testClock } from '../clock.ts';

describe('API keys', () => {
  let api: ApiRig;
  const clock = testClock(Date.now());
  beforeAll(async () => {
    api = await apiRig({ now: clock.now, http: { trustedProxies: ['127.0.0.1/32'] } });
  });
  afterAll(() => api.close());

  const create = async (body: object) => {
    const answer = await api.call('POST', '/keys', { body });
    expect(answer.status, answer.text).toBe(201);
    return answer.json;
  };
  const use = (key: string, from = '192.0.2.1') =>
    api.call('GET', '/workspace', { as: key, headers: { 'x-forwarded-for': from } });

  it('are shown once, work, and are listed without themselves', async () => {
    const { key, ...rest } = await create({ name: 'Integration' });
    expect(key).toMatch(/^belfry_[A-Za-z0-9_-]{86}$/);
    expect(rest).toMatchObject({
      name: 'Integration',
      allowed_networks: null,
      expires_at: null,
      revoked_at: null,
    });
    expect(await use(key)).toMatchObject({ status: 200, json: { id: api.workspaceId, dialect: 'dotfile' } });
    const { text, json } = await api.call('GET', '/keys');
    expect(json.data).toContainEqual(rest);
    expect(text).not.toContain(key);
  });

  it('are refused alike when they are missing, unknown, changed, revoked or expired', async () => {
    const revoked = await create({ name: 'Revoked' });
    expect((await api.call('DELETE', `/keys/${revoked.id}`)).status).toBe(204);
    const expiring = await create({
      name: 'Expiring',
      expires_at: new Date(clock.now() + 60_000).toISOString(),
    });
    expect((await use(expiring.key)).status).toBe(200);
    clock.advance(60_000);
    const changed = `${api.keyOf(api.workspaceId).slice(0, -2)}AA`;
    const texts = [];
    for (const key of ['', 'belfry_', 'x', `belfry_${'A'.repeat(86)}`, changed, revoked.key, expiring.key]) {
      const answer = await use(key);
      expect([answer.status, answer.error?.code], key).toEqual([401, 'unauthorized']);
      texts.push(answer.text);
    }
    expect(new Set(texts).size).toBe(1);
  });

  it('work from the networks that they allow only', async () => {
    const { key } = await create({ name: 'Office', allowed_networks: ['192.0.2.0/24', '2001:db8::/32'] });
    expect((await use(key, '192.0.2.77')).status).toBe(200);
    expect((await use(key, '2001:db8::1')).status).toBe(200);
    expect(await use(key, '198.51.100.1')).toMatchObject({
      status: 403,
      error: { code: 'network_not_allowed' },
    });
  });

  it.each([
    ['no name', {}, 'name'],
    ['a network that is none', { name: 'a', allowed_networks: ['10.0.0.0/33'] }, 'allowed_networks[0]'],
    ['no network at all', { name: 'a', allowed_networks: [] }, 'allowed_networks'],
    ['an expiry in the past', { name: 'a', expires_at: '2020-01-01T00:00:00Z' }, 'expires_at'],
  ])('with %s: 422', async (_name, body, path) => {
    expect(await api.call('POST', '/keys', { body })).toMatchObject({
      status: 422,
      error: { details: [{ path }] },
    });
  });

  it('of another workspace cannot be seen or revoked', async () => {
    const { id, key } = await create({ name: 'Ours' });
    const as = api.otherWorkspaceId;
    expect((await api.call('GET', '/keys', { as })).text).not.toContain(id);
    expect((await api.call('DELETE', `/keys/${id}`, { as })).status).toBe(404);
    expect((await use(key)).status).toBe(200);
  });
});
