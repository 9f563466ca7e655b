import { once } from 'node:events';
import { type RequestOptions, request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { Refusal } from '../../src/answer.ts';
import type { DotfileVerified } from '../../src/dotfile/verify.ts';
import type { ReceiverOptions } from '../../src/options.ts';
import { bodyOf, now, oldSecret, otherSecret, type SignedCall, secret, signedCall } from '../signed-call.ts';
import { compilotBody, standardBody, symmetric, symmetricOther, webhookCall } from '../webhook-call.ts';
import { type RunningServer, servers } from './servers.ts';

const bodyBytesMax = 4096;

describe.each(servers)('under %s', (_, start) => {
  const open: RunningServer[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => server.close()));
  });

  async function started(options: Partial<ReceiverOptions> = {}) {
    const calls: DotfileVerified[] = [];
    const refusals: Refusal[] = [];
    const errors: unknown[] = [];
    const server = await start({
      secrets: secret,
      bodyBytesMax,
      now: () => now,
      handle: (_event, call) => calls.push(call),
      onRefused: (refusal) => refusals.push(refusal),
      onError: (error) => errors.push(error),
      ...options,
    });
    open.push(server);
    return { server, calls, refusals, errors };
  }

  test('the handler gets the event of a genuine call, byte for byte as signed', async () => {
    const { server, calls } = await started();
    // Spaces, escapes and key order survive no parser; the signature is of exactly these bytes.
    const body = bodyOf().replace('{', '{ \n\t').replace('Zürich', 'Z\\u00fcrich');
    expect(await send(server, signedCall(body))).toStrictEqual({
      status: 200,
      body: { ok: true, duplicate: false },
    });
    expect(calls).toMatchObject([
      {
        event: { event: 'Case.StatusUpdated' },
        retryCount: 1,
        remainingRetryCount: 3,
        signedWith: 'current',
      },
    ]);
  });

  test('the handler is told that a call was signed with the old secret', async () => {
    const { server, calls } = await started({ secrets: [secret, oldSecret] });
    expect(await send(server, signedCall(bodyOf(), { current: oldSecret }))).toMatchObject({ status: 200 });
    expect(calls).toMatchObject([{ signedWith: 'old', secretIndex: 1 }]);
  });

  test('the calls of the other schemes reach their handlers, and a forged one does not', async () => {
    const seen: unknown[] = [];
    const common = { secrets: symmetric, now: () => now };
    const compilot = await start({
      ...common,
      scheme: 'compilot',
      handle: (event) => seen.push(event.eventType),
    });
    const standard = await start({ ...common, scheme: 'standard', handle: (event) => seen.push(event.data) });
    open.push(compilot, standard);
    const flow = webhookCall({ body: compilotBody, prefix: 'svix', secrets: [symmetricOther, symmetric] });
    expect(await send(compilot, flow)).toMatchObject({ status: 200 });
    expect(await send(standard, webhookCall())).toMatchObject({ status: 200 });
    const forged = webhookCall({ secrets: [symmetricOther] });
    expect(await send(standard, forged)).toMatchObject({
      status: 401,
      body: { error: { code: 'bad_signature' } },
    });
    expect(seen).toStrictEqual(['customer.updated', JSON.parse(standardBody).data]);
  });

  test('a forged call answers 401 and does not reach the handler', async () => {
    const { server, calls, refusals } = await started();
    const forged = signedCall(bodyOf(), { current: otherSecret });
    expect(await send(server, forged)).toMatchObject({
      status: 401,
      body: { error: { code: 'bad_signature' } },
    });
    expect(calls).toStrictEqual([]);
    expect(refusals).toMatchObject([{ code: 'bad_signature' }]);
  });

  test('a signature header that is sent twice answers 401', async () => {
    const { server, calls, refusals } = await started();
    const { headers, body } = signedCall();
    const valid = headers['dotfile-signature'] ?? '';
    for (const twice of [
      [valid, 'f'.repeat(64)],
      ['f'.repeat(64), valid],
      [valid, valid],
    ]) {
      expect(await statusOf(server, { method: 'POST', headers: { 'dotfile-signature': twice } }, body)).toBe(
        401,
      );
    }
    expect(refusals.map(({ code }) => code)).toStrictEqual(Array(3).fill('malformed_header'));
    expect(calls).toStrictEqual([]);
  });

  test('a call without a signature, and one without a body, answer 401', async () => {
    const { server } = await started();
    const missing = { status: 401, body: { error: { code: 'missing_header' } } };
    expect(await send(server, { headers: {}, body: bodyOf() })).toMatchObject(missing);
    expect(await send(server, { headers: {}, body: '' })).toMatchObject(missing);
  });

  test('a signed body that is not one of the scheme answers 400', async () => {
    const { server } = await started();
    expect(await send(server, signedCall('{"event":1}'))).toMatchObject({
      status: 400,
      body: { error: { code: 'malformed_body' } },
    });
  });

  test.each([
    ['declared', (_text: string) => undefined],
    ['streamed without a length', (text: string) => new Blob([text]).stream()],
  ])('a body that is too large, %s, answers 413, and the next call is served', async (_how, shaped) => {
    const { server, calls, refusals } = await started();
    const large = signedCall(bodyOf({ filler: 'x'.repeat(64 * 1024) }));
    expect(await send(server, large, shaped(large.body))).toMatchObject({
      status: 413,
      body: { error: { code: 'payload_too_large' } },
    });
    expect(refusals).toMatchObject([{ code: 'payload_too_large' }]);
    expect(await send(server, signedCall())).toMatchObject({ status: 200 });
    expect(calls).toHaveLength(1);
  });

  test('a body of exactly the limit is taken', async () => {
    const { server } = await started();
    const room = bodyBytesMax - Buffer.byteLength(bodyOf({ filler: '' }));
    const body = bodyOf({ filler: 'x'.repeat(room) });
    expect(Buffer.byteLength(body)).toBe(bodyBytesMax);
    expect(await send(server, signedCall(body))).toMatchObject({ status: 200 });
  });

  test('a handler that fails answers 500 without saying why, so that the sender retries', async () => {
    const { server, errors } = await started({
      handle: () => Promise.reject(new Error('database password is x')),
    });
    const answer = await send(server, signedCall());
    expect(answer).toMatchObject({ status: 500, body: { error: { code: 'handler_failed' } } });
    expect(JSON.stringify(answer)).not.toContain('password');
    expect(errors).toMatchObject([{ message: 'database password is x' }]);
  });

  test('a call is taken whatever content type it is given, and none', async () => {
    const { server } = await started();
    for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded', undefined]) {
      const { headers, body } = signedCall();
      const typed = type === undefined ? headers : { ...headers, 'content-type': type };
      expect(await send(server, { headers: typed, body }, Buffer.from(body))).toMatchObject({ status: 200 });
    }
  });

  test('a caller that goes away in the middle of the body is noticed, and the next call is served', async () => {
    const { promise: refused, resolve } = Promise.withResolvers<Refusal>();
    const { server, calls } = await started({ onRefused: resolve });
    const socket = connect(server.port, '127.0.0.1');
    const head = 'POST /webhooks HTTP/1.1\r\nhost: x\r\ncontent-length: 4000\r\n\r\n{"event":';
    socket.write(head, () => socket.destroy());
    expect(await refused).toMatchObject({ code: 'body_incomplete' });
    expect(await send(server, signedCall())).toMatchObject({ status: 200 });
    expect(calls).toHaveLength(1);
  });
});

async function send(server: RunningServer, call: SignedCall, body?: ReadableStream | Uint8Array) {
  const { headers } = call;
  const response = await fetch(server.url, {
    method: 'POST',
    headers,
    body: body ?? call.body,
    duplex: 'half',
  });
  return { status: response.status, body: await response.json() };
}

/** By node:http, which sends a header whose value is a list on several lines. */
async function statusOf(server: RunningServer, options: RequestOptions, body: string) {
  const call = request(server.url, options).end(body);
  const [response] = await once(call, 'response');
  response.resume();
  return response.statusCode;
}
