import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey, revokeKey } from '../../src/app/keys.ts';
import { type DotfileRig, dotfileRig } from './dotfile-rig.ts';

const webhook = { url: 'https://receiver.example/hooks', events: ['Case.Created'] };

let dotfile: DotfileRig;
beforeAll(async () => {
  dotfile = await dotfileRig();
});
afterAll(() => dotfile.close());

async function newKey(allowedNetworks: readonly string[] | null) {
  const draft = { name: 'Key', allowedNetworks, expiresAt: null };
  const created = await createKey(dotfile.engine.context, dotfile.workspaceId, draft);
  if (!created.ok) throw new Error(created.refusal.message);
  return created.value;
}

describe('a key', () => {
  it('that is right gets the name of its workspace from ping', async () => {
    expect(await dotfile.call('GET', '/ping')).toMatchObject({
      status: 200,
      text: '{"workspace_name":"Acme"}',
    });
    expect((await dotfile.call('GET', '/ping', { key: dotfile.otherKey })).text).toBe(
      '{"workspace_name":"Other"}',
    );
  });

  it('that is missing, wrong or revoked gets one and the same 401', async () => {
    const { key, text } = await newKey(null);
    await revokeKey(dotfile.engine.context, dotfile.workspaceId, key.id);
    const refusals = await Promise.all(
      [null, 'dotkey.abc.def', `belfry_${'A'.repeat(86)}`, text].map((each) =>
        dotfile.call('GET', '/webhooks', { key: each }),
      ),
    );
    for (const refusal of refusals) {
      expect(refusal.status).toBe(401);
      expect(refusal.error).toEqual({
        status_code: 401,
        timestamp: new Date(dotfile.clock.now()).toISOString(),
        code: 'UNAUTHORIZED',
        message: refusals[0]?.error?.message,
      });
    }
  });

  it('counts only in Dotfile’s own header', async () => {
    const { text } = await newKey(null);
    const headers = { authorization: `Bearer ${text}` };
    expect((await dotfile.call('GET', '/ping', { key: null, headers })).status).toBe(401);
    expect((await dotfile.call('GET', '/ping', { key: text })).status).toBe(200);
  });

  it('that is not for the caller’s network gets 403', async () => {
    const { text } = await newKey(['192.0.2.0/24']);
    expect(await dotfile.call('GET', '/ping', { key: text })).toMatchObject({
      status: 403,
      error: { code: 'FORBIDDEN' },
    });
  });

  it('of a workspace that speaks another vendor’s contract gets 401', async () => {
    await dotfile.database.sql`
      update workspaces set dialect = 'another' where workspace_id = ${dotfile.otherWorkspaceId}`;
    dotfile.clock.advance(2000);
    const refusal = await dotfile.call('GET', '/ping', { key: dotfile.otherKey });
    expect(refusal).toMatchObject({ status: 401, error: { code: 'UNAUTHORIZED' } });
    expect(refusal.error?.message).toContain('another');
  });
});

describe('a request', () => {
  it('to a route that does not exist gets 404', async () => {
    expect(await dotfile.call('GET', '/cases/none/of/these')).toMatchObject({
      status: 404,
      error: { code: 'NOT_FOUND' },
    });
    expect((await dotfile.call('PUT', '/webhooks', { body: webhook })).status).toBe(404);
  });

  it('with a body of another kind than JSON gets 415', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await dotfile.call('POST', '/webhooks', { body: 'url=x', headers })).toMatchObject({
      status: 415,
      error: { code: 'UNSUPPORTED_MEDIA_TYPE' },
    });
  });

  it('with a body that is too large gets 413', async () => {
    const body = { ...webhook, name: 'n'.repeat(100_000) };
    expect(await dotfile.call('POST', '/webhooks', { body })).toMatchObject({
      status: 413,
      error: { code: 'PAYLOAD_TOO_LARGE' },
    });
  });

  it('that deletes may say that its body, which it has not, is JSON', async () => {
    const { id } = await dotfile.webhook('POST', '/webhooks', webhook);
    const headers = { 'content-type': 'application/json' };
    expect((await dotfile.call('DELETE', `/webhooks/${id}`, { headers })).status).toBe(204);
  });
});

describe('a database that does not answer in time', () => {
  it('is told as 503, with when to try again', async () => {
    const impatient = await dotfileRig({ statementTimeoutMs: 200 });
    await impatient.call('GET', '/ping');
    await impatient.database.sql.begin(async (sql) => {
      await sql`lock table webhooks in access exclusive mode`;
      const answer = await impatient.call('GET', '/webhooks');
      expect(answer).toMatchObject({ status: 503, error: { code: 'SERVICE_UNAVAILABLE' } });
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    });
    await impatient.close();
  });
});
