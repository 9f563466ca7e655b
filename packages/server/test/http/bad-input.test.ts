import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiRig, apiRig } from '../api-rig.ts';
import { exampleOf } from '../engine-rig.ts';

const event = exampleOf('Case.Created');
const webhook = { name: 'Cases', url: 'https://receiver.example/hooks', events: ['Case.Created'] };

describe('bad input', () => {
  let api: ApiRig;
  beforeAll(async () => {
    api = await apiRig();
  });
  afterAll(() => api.close());

  const publish = (body: unknown, headers: Record<string, string> = {}) =>
    api.call('POST', '/events', { body: typeof body === 'string' ? Buffer.from(body) : body, headers });
  const recorded = async () =>
    (
      await api.database.sql`select count(*) as count from events where workspace_id = ${api.workspaceId}`
    )[0]?.['count'];

  it('an event type that does not exist, or data that breaks its schema: 422 with the path; nothing recorded', async () => {
    expect(await publish([event, { ...event, type: 'Case.Vanished' }])).toMatchObject({
      status: 422,
      error: { code: 'validation_failed', details: [{ path: expect.stringContaining('[1].type') }] },
    });
    const broken = await publish({ ...event, data: { id: 7 } });
    expect(broken).toMatchObject({ status: 422, error: { code: 'validation_failed' } });
    expect(broken.error?.details?.map(({ path }) => path)).toContain('data.id');
    expect(await recorded()).toBe(0);
  });

  it.each([
    ['a property of an event', () => publish({ ...event, datum: 1 }), 'datum'],
    ['a property of one event of many', () => publish([event, { ...event, datum: 1 }]), '[1].datum'],
    ['a key __proto__', () => publish(`{"__proto__":{"a":1},"type":"Case.Created","data":{}}`), '__proto__'],
    [
      'a property of a webhook',
      () => api.call('POST', '/webhooks', { body: { ...webhook, colour: 1 } }),
      'colour',
    ],
  ])('unknown property: 422 naming it: %s', async (_name, send, path) => {
    const answer = await send();
    expect(answer).toMatchObject({
      status: 422,
      error: { code: 'validation_failed', message: expect.stringContaining(path) },
    });
    expect(answer.error?.details).toContainEqual({ path, message: 'Unknown property.' });
  });

  it('an unknown query parameter: 400 naming it', async () => {
    expect(await api.call('GET', '/deliveries?webhook=1')).toMatchObject({
      status: 400,
      error: { code: 'invalid_request', details: [{ path: 'webhook' }] },
    });
  });

  it.each([
    ['a body over 1 MiB', () => publish(`[${' '.repeat(1_048_576)}]`), '1048576 bytes'],
    ['an event over 256 KiB', () => publish({ ...event, data: { id: 'x'.repeat(262_144) } }), '262144 bytes'],
    ['one such event of a batch', () => publish([event, { data: 'x'.repeat(262_144) }]), 'Event 1'],
    ['a batch over 1,000', () => publish(Array.from({ length: 1001 }, () => 1)), 'at most 1000'],
    [
      'another body over 64 KiB',
      () => api.call('POST', '/webhooks', { body: 'x'.repeat(65_536) }),
      '65536 bytes',
    ],
  ])('%s: 413 with the limit', async (_name, send, limit) => {
    expect(await send()).toMatchObject({
      status: 413,
      error: { code: 'payload_too_large', message: expect.stringContaining(limit) },
    });
  });

  it.each([
    ['no JSON', '{"type":'],
    ['an empty body', ''],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22])],
  ])('%s: 400', async (_name, body) => {
    for (const path of ['/events', '/webhooks']) {
      const answer = await api.call('POST', path, { body: Buffer.from(body) });
      expect(answer, path).toMatchObject({ status: 400, error: { code: 'invalid_json' } });
    }
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', ''])(
    'content type %j: 415',
    async (type) => {
      for (const path of ['/events', '/webhooks']) {
        const answer = await api.call('POST', path, { body: event, headers: { 'content-type': type } });
        expect(answer, path).toMatchObject({ status: 415, error: { code: 'unsupported_media_type' } });
      }
    },
  );

  it.each([
    ['neither an event nor an array', 7, ''],
    ['an empty batch', [], ''],
    ['no type', { data: {} }, 'type'],
    ['no data', { type: 'Case.Created' }, 'data'],
    ['an instant that is none', { ...event, occurred_at: 'yesterday' }, 'occurred_at'],
    ['an instant before 1970', { ...event, occurred_at: '0000-01-01T00:00:00Z' }, 'occurred_at'],
    ['a subject with a nested value', { ...event, subject: { case_id: {} } }, 'subject.case_id'],
    ['a subject with a zero byte', { ...event, subject: { case_id: '\u0000' } }, 'subject.case_id'],
    ['a subject with half a surrogate pair', { ...event, subject: { case_id: '\ud800' } }, 'subject.case_id'],
    [
      'a subject with eleven keys',
      { ...event, subject: Object.fromEntries([...'abcdefghijk'].map((k) => [k, 'v'])) },
      'subject',
    ],
    ['a subject key of another alphabet', { ...event, subject: { 'case:id': 'x' } }, 'subject.case:id'],
  ])('an envelope with %s: 422', async (_name, body, path) => {
    const answer = await publish(body);
    expect(answer, answer.text).toMatchObject({ status: 422, error: { code: 'validation_failed' } });
    if (path !== '') expect(answer.error?.details?.map((detail) => detail.path)).toContain(path);
  });

  it('an Idempotency-Key that is empty or too long: 400', async () => {
    for (const key of ['', 'k'.repeat(256)]) {
      expect(await publish(event, { 'idempotency-key': key })).toMatchObject({ status: 400 });
    }
  });

  it('no key, or an unknown one: 401 before anything of the body is read', async () => {
    for (const as of [null, 'belfry_unknown']) {
      const answer = await api.call('POST', '/events', {
        as,
        body: Buffer.from('{'),
        headers: { 'content-type': 'x/y' },
      });
      expect(answer).toMatchObject({ status: 401, error: { code: 'unauthorized' } });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  it.each(['/webhooks/7', '/deliveries/x', '/events/%00', '/jobs/..', '/nothing', '/webhooks/7/online/x'])(
    '%s names nothing: 404',
    async (path) => {
      expect(await api.call('GET', path)).toMatchObject({ status: 404, error: { code: 'not_found' } });
    },
  );

  it('a request that is not HTTP: 400 in the same shape', async () => {
    const answer = await fetch(api.baseUrl, { headers: { 'x-large': 'x'.repeat(20_000) } });
    expect(answer.status).toBe(431);
    expect(await answer.json()).toMatchObject({ error: { code: 'invalid_request' } });
  });
});
