import { describe, expect, test, vi } from 'vitest';
import { bodyOf, now, secret, signedCall } from '../test/signed-call.ts';
import { compilotBody, symmetric, webhookCall } from '../test/webhook-call.ts';
import { type Deduplicator, memoryDeduplicator } from './deduplicator.ts';
import type { ReceiverOptions } from './options.ts';
import { receiver } from './receiver.ts';
import type { StandardEvent } from './standard/event.ts';

function received(options: Partial<ReceiverOptions>) {
  const errors: unknown[] = [];
  const { receive } = receiver({
    secrets: secret,
    now: () => now,
    handle: () => undefined,
    onError: (error) => errors.push(error),
    ...options,
  });
  const send = (eventId: string, retryCount = 0) => {
    const { headers, body } = signedCall(bodyOf({}, { event_id: eventId, retry_count: retryCount }));
    return receive(headers, { kind: 'read', bytes: Buffer.from(body) });
  };
  return { send, errors };
}

const handled = { status: 200, body: { ok: true, duplicate: false } };
const duplicate = { status: 200, body: { ok: true, duplicate: true } };
const failedAnswer = { status: 500, body: { error: { code: 'handler_failed' } } };

describe('with a deduplicator', () => {
  test('a retry of a handled event answers 200 without calling the handler', async () => {
    const seen: string[] = [];
    const { send } = received({
      deduplicator: memoryDeduplicator(),
      handle: (_, { eventId }) => seen.push(eventId),
    });
    expect(await send('a')).toStrictEqual(handled);
    expect(await send('a', 1)).toStrictEqual(duplicate);
    expect(await send('b')).toStrictEqual(handled);
    expect(seen).toStrictEqual(['a', 'b']);
  });

  test('an event whose handler failed is handled again', async () => {
    let calls = 0;
    const handle = () => {
      calls += 1;
      if (calls === 1) throw new Error('first time');
    };
    const { send, errors } = received({ deduplicator: memoryDeduplicator(), handle });
    expect(await send('a')).toMatchObject(failedAnswer);
    expect(await send('a', 1)).toStrictEqual(handled);
    expect(calls).toBe(2);
    expect(errors).toHaveLength(1);
  });

  test('copies that arrive while the first is being handled wait for it and share its answer', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let calls = 0;
    const handle = () => {
      calls += 1;
      return promise;
    };
    const { send } = received({ deduplicator: memoryDeduplicator(), handle });
    const answers = Promise.all([send('a'), send('a'), send('a'), send('b')]);
    resolve();
    expect(await answers).toStrictEqual([handled, duplicate, duplicate, handled]);
    expect(calls).toBe(2);
  });

  test('copies that wait for a handler which fails answer 500 too, so that one of them comes back', async () => {
    const { promise, reject } = Promise.withResolvers<void>();
    const { send } = received({ deduplicator: memoryDeduplicator(), handle: () => promise });
    const answers = Promise.all([send('a'), send('a')]);
    reject(new Error('no'));
    expect(await answers).toMatchObject([failedAnswer, failedAnswer]);
  });

  test('an event that another process is handling answers 409', async () => {
    const elsewhere: Deduplicator = { ...memoryDeduplicator(), claim: () => 'busy' };
    let calls = 0;
    const { send } = received({ deduplicator: elsewhere, handle: () => (calls += 1) });
    expect(await send('a')).toMatchObject({ status: 409, body: { error: { code: 'in_progress' } } });
    expect(calls).toBe(0);
  });

  test('a store that cannot be asked answers 500, and the handler is not called', async () => {
    const unreachable: Deduplicator = {
      ...memoryDeduplicator(),
      claim: () => Promise.reject(new Error('away')),
    };
    let calls = 0;
    const { send, errors } = received({ deduplicator: unreachable, handle: () => (calls += 1) });
    expect(await send('a')).toMatchObject(failedAnswer);
    expect(calls).toBe(0);
    expect(errors).toMatchObject([{ message: 'away' }]);
  });

  test('a store that cannot note what was handled does not undo it: 200, and the error is reported', async () => {
    const forgetful: Deduplicator = {
      ...memoryDeduplicator(),
      complete: () => Promise.reject(new Error('away')),
    };
    const { send, errors } = received({ deduplicator: forgetful });
    expect(await send('a')).toStrictEqual(handled);
    expect(errors).toMatchObject([{ message: 'away' }]);
  });
});

describe('whatever the scheme', () => {
  test('an event is handled once by the id in its headers, however often and under whatever names it comes', async () => {
    const types: string[] = [];
    const { receive } = receiver({
      scheme: 'compilot',
      secrets: symmetric,
      now: () => now,
      deduplicator: memoryDeduplicator(),
      handle: (event, { eventId }) => types.push(`${eventId} ${event.eventType}`),
    });
    const send = (id: string, prefix: string, timestamp: number) => {
      const { headers, body } = webhookCall({ id, prefix, timestamp, body: compilotBody });
      return receive(headers, { kind: 'read', bytes: Buffer.from(body) });
    };
    expect(await send('a', 'svix', now / 1000)).toStrictEqual(handled);
    expect(await send('a', 'webhook', now / 1000 + 5)).toStrictEqual(duplicate);
    expect(await send('b', 'svix', now / 1000)).toStrictEqual(handled);
    expect(types).toStrictEqual(['a customer.updated', 'b customer.updated']);
  });

  test('events of a product of one’s own come with the types that the handler names', async () => {
    const totals: number[] = [];
    const { receive } = receiver({
      scheme: 'standard',
      secrets: symmetric,
      now: () => now,
      handle: (event: StandardEvent<'invoice.paid', { readonly total: number }>) =>
        totals.push(event.data.total),
    });
    const { headers, body } = webhookCall();
    expect(await receive(headers, { kind: 'read', bytes: Buffer.from(body) })).toStrictEqual(handled);
    expect(totals).toStrictEqual([12.5]);
  });

  test('a call of another scheme is refused', async () => {
    const { receive } = receiver({ scheme: 'standard', secrets: symmetric, handle: () => undefined });
    const { headers, body } = signedCall();
    const answer = await receive(headers, { kind: 'read', bytes: Buffer.from(body) });
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'missing_header' } } });
  });
});

describe('without a deduplicator', () => {
  test('every call is handled', async () => {
    let calls = 0;
    const { send } = received({ handle: () => (calls += 1) });
    expect([await send('a'), await send('a', 1)]).toStrictEqual([handled, handled]);
    expect(calls).toBe(2);
  });
});

describe('the set-up', () => {
  test.each<[string, Partial<ReceiverOptions>]>([
    ['no secret', { secrets: '' }],
    ['an empty list of secrets', { secrets: [] }],
    ['a limit of nothing', { bodyBytesMax: 0 }],
    ['a limit that is not a number', { bodyBytesMax: Number.NaN }],
    ['a tolerance that is not a number', { toleranceSeconds: Number.NaN }],
  ])('is refused at the start: %s', (_, options) => {
    expect(() => received(options)).toThrow(TypeError);
  });

  test.each<[string, string, string]>([
    ['a secret of another scheme', 'standard', secret],
    ['a secret without its prefix', 'compilot', symmetric.slice('whsec_'.length)],
    ['a scheme that is not known', 'stripe', symmetric],
  ])('is refused at the start: %s', (_, scheme, unfit) => {
    // What a caller without TypeScript may give, and the compiler refuses.
    const options = { scheme, secrets: unfit, handle: () => undefined } as unknown as ReceiverOptions;
    expect(() => receiver(options)).toThrow(TypeError);
  });

  test.each<[string, (error: unknown) => unknown]>([
    [
      'throws',
      () => {
        throw new Error('from the listener');
      },
    ],
    ['rejects', () => Promise.reject(new Error('from the listener'))],
  ])('a listener that %s changes no answer, and its error is written out', async (_, onError) => {
    const written = Promise.withResolvers<readonly unknown[]>();
    const standardError = vi.spyOn(console, 'error').mockImplementation((...parts) => written.resolve(parts));
    const { send } = received({ onError, handle: () => Promise.reject(new Error('from the handler')) });
    expect(await send('a')).toMatchObject(failedAnswer);
    expect(await written.promise).toMatchObject([expect.any(String), { message: 'from the listener' }]);
    standardError.mockRestore();
  });
});
