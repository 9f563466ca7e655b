import { createHmac, createPublicKey, verify } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ApiRig, apiRig } from '../api-rig.ts';
import { type ReceivedRequest, type Sink, sinkEndpoint } from '../endpoints/sink.ts';

const sharedSecret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const privateSecret = `whsk_${Buffer.alloc(32, 6).toString('base64')}`;

describe('the signature scheme of a webhook', () => {
  let api: ApiRig;
  let sink: Sink;
  beforeAll(async () => {
    api = await apiRig({ dialectName: 'standard' });
    await api.call('POST', '/event-types', { body: { type: 'invoice.paid' } });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    sink = await sinkEndpoint();
  });
  afterEach(() => sink.close());

  const create = (change: object = {}) =>
    api.call('POST', '/webhooks', {
      body: { name: 'A', url: sink.url, events: ['invoice.*'], ...change },
    });
  const created = async (change: object = {}) => {
    const answer = await create(change);
    expect(answer.status, answer.text).toBe(201);
    return answer.json;
  };
  const rotate = (id: string, body: object) => api.call('POST', `/webhooks/${id}/rotate-secret`, { body });
  const calledWith = async (id: string): Promise<ReceivedRequest> => {
    const test = await api.call('POST', `/webhooks/${id}/test`, { body: {} });
    expect(test.json.attempt?.status_code, test.text).toBe(200);
    const call = sink.received.at(-1);
    if (call === undefined) throw new Error('Nothing was received.');
    return call;
  };

  it('is the usual one where none is chosen: the secret itself verifies', async () => {
    const webhook = await created();
    expect(webhook).toMatchObject({ signature_scheme: 'v1', public_key: null });
    expect(signaturesOf(await calledWith(webhook.id))).toEqual([hmacOf(webhook.secret, sink.received[0])]);
  });

  it('v1a shows the public key that verifies its calls, in every answer', async () => {
    const webhook = await created({ signature_scheme: 'v1a' });
    expect(webhook.secret).toMatch(/^whsk_/);
    expect(webhook.public_key).toMatch(/^whpk_/);
    expect((await api.call('GET', `/webhooks/${webhook.id}`)).json).toEqual(webhook);
    expect((await api.call('GET', '/webhooks')).json.data).toContainEqual(webhook);
    const call = await calledWith(webhook.id);
    expect(signaturesOf(call)).toHaveLength(1);
    expect(isVerified(call, webhook.public_key)).toBe(true);
    expect(isVerified({ ...call, body: `${call.body} ` }, webhook.public_key)).toBe(false);
  });

  it("is that of the caller's own secret", async () => {
    expect(await created({ secret: privateSecret })).toMatchObject({ signature_scheme: 'v1a' });
    expect(await created({ secret: sharedSecret, signature_scheme: 'v1' })).toMatchObject({
      public_key: null,
    });
  });

  it.each([
    ['a scheme that there is not', { signature_scheme: 'v2' }, 'signature_scheme', /v1, v1a/],
    ['a scheme with a secret of another', { signature_scheme: 'v1a', secret: sharedSecret }, 'secret', /v1a/],
    ['the other way round', { signature_scheme: 'v1', secret: privateSecret }, 'secret', /v1a/],
    ['the public key for a secret', { secret: `whpk_${'A'.repeat(44)}` }, 'secret', /public key/],
    ['a secret without its prefix', { secret: 'A'.repeat(44) }, 'secret', /prefix/],
    ['a secret of another vendor', { secret: `dotsecret.${'s'.repeat(43)}` }, 'secret', /prefix/],
    ['a short secret', { secret: 'whsec_c2hvcnQ=' }, 'secret', /length/],
    ['a secret of another alphabet', { secret: `whsec_${'-'.repeat(44)}` }, 'secret', /alphabet/],
    [
      'a key pair whose halves do not belong together',
      { secret: `whsk_${Buffer.alloc(64, 6).toString('base64')}` },
      'secret',
      /another key/,
    ],
  ])('%s: 422 that says so, at creation, change and rotation', async (_name, choice, path, message) => {
    const { id, secret } = await created();
    const changed =
      'signature_scheme' in choice ? null : await api.call('PATCH', `/webhooks/${id}`, { body: choice });
    for (const answer of [await create(choice), await rotate(id, choice), changed]) {
      if (answer === null) continue;
      expect(answer, answer.text).toMatchObject({ status: 422, error: { code: 'validation_failed' } });
      expect(answer.error?.details).toEqual([{ path, message: expect.stringMatching(message) }]);
    }
    expect((await api.call('GET', `/webhooks/${id}`)).json.secret).toBe(secret);
  });

  it('stays in a rotation, and changes where one asks for another: both sign until the grace is over', async () => {
    const { id, secret } = await created();
    expect((await rotate(id, { grace_hours: 0 })).json).toMatchObject({ signature_scheme: 'v1' });
    const { json: rotated } = await rotate(id, { signature_scheme: 'v1a' });
    expect(rotated).toMatchObject({ signature_scheme: 'v1a', public_key: expect.stringMatching(/^whpk_/) });
    const call = await calledWith(id);
    expect(signaturesOf(call).map((signature) => signature.split(',')[0])).toEqual(['v1a', 'v1']);
    expect(isVerified(call, rotated.public_key)).toBe(true);
    expect(signaturesOf(call)).not.toContain(hmacOf(secret, call));
    const { json: back } = await rotate(id, { secret: sharedSecret, grace_hours: 0 });
    expect(back).toMatchObject({ signature_scheme: 'v1', public_key: null, old_secret_expires_at: null });
    const last = await calledWith(id);
    expect(signaturesOf(last)).toEqual([hmacOf(sharedSecret, last)]);
  });

  it('cannot be changed but with the secret', async () => {
    const { id } = await created();
    const change = { body: { signature_scheme: 'v1a' } };
    expect(await api.call('PATCH', `/webhooks/${id}`, change)).toMatchObject({
      status: 422,
      error: { details: [{ path: 'signature_scheme' }] },
    });
    const { json } = await api.call('PATCH', `/webhooks/${id}`, { body: { secret: privateSecret } });
    expect(json).toMatchObject({ signature_scheme: 'v1a', old_secret_expires_at: expect.any(String) });
  });

  it('of a contract that has one is that one', async () => {
    const vendor = await apiRig();
    const { json } = await vendor.call('POST', '/webhooks', {
      body: { name: 'A', url: sink.url, events: ['Case.Created'], signature_scheme: 'hmac-sha256' },
    });
    expect(json).toMatchObject({ signature_scheme: 'hmac-sha256', public_key: null });
    await vendor.close();
  });
});

function signaturesOf({ headers }: Pick<ReceivedRequest, 'headers'>): string[] {
  return String(headers['webhook-signature']).split(' ');
}

function signedText({ headers, body }: ReceivedRequest): string {
  return `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
}

function hmacOf(secret: string, call: ReceivedRequest | undefined): string {
  if (call === undefined) throw new Error('Nothing was received.');
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  return `v1,${createHmac('sha256', key).update(signedText(call)).digest('base64')}`;
}

/** Whether one of the call's signatures is of the key: as a receiver that has nothing else would find out. */
function isVerified(call: ReceivedRequest, publicKey: string): boolean {
  const x = Buffer.from(publicKey.slice('whpk_'.length), 'base64').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return signaturesOf(call)
    .filter((signature) => signature.startsWith('v1a,'))
    .some((signature) =>
      verify(null, Buffer.from(signedText(call)), key, Buffer.from(signature.slice(4), 'base64')),
    );
}
