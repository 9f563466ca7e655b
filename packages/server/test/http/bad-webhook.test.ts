import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiRig, apiRig } from '../api-rig.ts';

const webhook = { name: 'Cases', url: 'https://receiver.example/hooks', events: ['Case.Created'] };

describe('a webhook', () => {
  let api: ApiRig;
  beforeAll(async () => {
    api = await apiRig({ targets: { dev: false, allowedNetworks: [] } });
  });
  afterAll(() => api.close());

  const create = (change: object) => api.call('POST', '/webhooks', { body: { ...webhook, ...change } });

  it.each([
    'http://receiver.example/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0177.0.0.1/',
    'https://10.1.2.3/',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://localhost/',
    'https://metadata.google.internal/',
  ])('may not call %s: 422 blocked_target', async (url) => {
    expect(await create({ url })).toMatchObject({
      status: 422,
      error: { code: 'blocked_target', details: [{ path: 'url' }] },
    });
  });

  it.each([
    'receiver.example',
    'ftp://receiver.example/',
    'https://user:pass@receiver.example/',
    'https://',
    '',
  ])('may not have the URL %j: 422', async (url) => {
    expect(await create({ url })).toMatchObject({ status: 422, error: { details: [{ path: 'url' }] } });
  });

  it('may not be changed to such a URL either', async () => {
    const { json } = await create({});
    const answer = await api.call('PATCH', `/webhooks/${json.id}`, { body: { url: 'https://127.0.0.1/' } });
    expect(answer).toMatchObject({ status: 422, error: { code: 'blocked_target' } });
    expect((await api.call('GET', `/webhooks/${json.id}`)).json).toEqual(json);
  });

  it.each([
    ['no event types', { events: [] }, 'events'],
    ['an event type that does not exist', { events: ['Case.Created', 'Case.Lost'] }, 'events[1]'],
    ['a secret with a space', { secret: 'dotsecret. short' }, 'secret'],
    ['no name', { name: '' }, 'name'],
    ['a name with a line break', { name: 'a\nb' }, 'name'],
    ['a rate of nought', { rate_limit: 0 }, 'rate_limit'],
    ['a rate of one and a half', { rate_limit: 1.5 }, 'rate_limit'],
    ['an unknown status', { status: 'asleep' }, 'status'],
    ['headers that are no object', { headers: [] }, 'headers'],
    ['a header that is no string', { headers: { a: 1 } }, 'headers.a'],
    ['a header with a line break', { headers: { a: 'b\r\nhost: c' } }, 'headers.a'],
    ['a header name with a space', { headers: { 'a b': 'c' } }, 'headers.a b'],
    ['the same header twice', { headers: { a: '1', A: '2' } }, 'headers.A'],
  ])('may not have %s: 422', async (_name, change, path) => {
    const answer = await create(change);
    expect(answer, answer.text).toMatchObject({ status: 422, error: { code: 'validation_failed' } });
    expect(answer.error?.details?.map((detail) => detail.path)).toContain(path);
  });

  it.each([
    'Host',
    'content-length',
    'Content-Type',
    'connection',
    'transfer-encoding',
    'user-agent',
    'Dotfile-Signature',
    'dotfile-old-signature',
    'dotfile-event-id',
    'belfry-test',
  ])('may not set the header %s: 422', async (name) => {
    expect(await create({ headers: { [name]: 'x' } })).toMatchObject({
      status: 422,
      error: { details: [{ path: `headers.${name}` }] },
    });
  });

  it('says everything that is wrong with it at once', async () => {
    const answer = await create({ name: '', events: [], colour: 'red' });
    expect(answer.error?.details?.map(({ path }) => path)).toEqual(['name', 'events', 'colour']);
    expect(answer.error?.message).toContain('and 2 more');
  });
});
