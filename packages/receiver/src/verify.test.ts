import { describe, expect, test } from 'vitest';
import { bodyOf, now, oldSecret, otherSecret, secret, signatureOf, signedCall } from '../test/signed-call.ts';
import type { RequestHeaders } from './header.ts';
import { type VerifyOptions, verify } from './verify.ts';

const second = 1000;
const outcomeOf = (
  call: { readonly headers: RequestHeaders; readonly body: string | Uint8Array },
  secrets: string | readonly string[] = secret,
  options: VerifyOptions = {},
) => verify(call.headers, call.body, secrets, { now, ...options });

describe('a genuine call', () => {
  test('yields its event and what the signed body says of the call', () => {
    expect(outcomeOf(signedCall())).toStrictEqual({
      ok: true,
      event: JSON.parse(bodyOf()),
      eventId: '0195a1c2-7c11-7d3e-9f00-1a2b3c4d5e6f',
      timestamp: now / second,
      retryCount: 1,
      remainingRetryCount: 3,
      signedWith: 'current',
      secretIndex: 0,
    });
  });

  test.each([
    ['a string', (body: string) => body],
    ['a Buffer', (body: string) => Buffer.from(body)],
    ['bytes in the middle of a larger buffer', (body: string) => Buffer.from(`<${body}>`).subarray(1, -1)],
  ])('is verified from %s', (_, shaped) => {
    const { headers, body } = signedCall();
    expect(outcomeOf({ headers, body: shaped(body) })).toMatchObject({ ok: true });
  });

  test('is verified from headers of every usual shape', () => {
    const { headers, body } = signedCall();
    const value = headers['dotfile-signature'] ?? '';
    for (const shape of [
      { 'Dotfile-Signature': value },
      { 'DOTFILE-SIGNATURE': value },
      { 'dotfile-signature': [value] },
      { 'dotfile-signature': value, 'dotfile-old-signature': undefined },
      new Headers({ 'Dotfile-Signature': value }),
      Object.assign(Object.create(null), { 'dotfile-signature': value }),
    ]) {
      expect(outcomeOf({ headers: shape, body })).toMatchObject({ ok: true });
    }
  });

  test('is judged by its signed body alone: headers beside the signature do not count', () => {
    const { headers, body } = signedCall();
    const lying = { ...headers, 'dotfile-event-id': 'x', 'dotfile-retry-count': '99' };
    expect(outcomeOf({ headers: lying, body })).toMatchObject({ retryCount: 1 });
  });
});

describe('during a rotation', () => {
  const both = signedCall(bodyOf(), { current: secret, old: oldSecret });

  test.each([
    ['the new secret alone', secret, 'current', 0],
    ['the old secret alone', oldSecret, 'old', 0],
    ['the new one and then the old one', [secret, oldSecret], 'current', 0],
    ['the old one and then the new one', [oldSecret, secret], 'old', 1],
  ] as const)('a receiver with %s accepts the call', (_, secrets, signedWith, secretIndex) => {
    expect(outcomeOf(both, secrets)).toMatchObject({ ok: true, signedWith, secretIndex });
  });

  test('a call that the sender still signs with the old secret only is accepted and told apart', () => {
    const before = signedCall(bodyOf(), { current: oldSecret });
    expect(outcomeOf(before, [secret, oldSecret])).toMatchObject({
      ok: true,
      signedWith: 'old',
      secretIndex: 1,
    });
  });

  test('a receiver with neither secret refuses', () => {
    expect(outcomeOf(both, otherSecret)).toMatchObject({ code: 'bad_signature' });
  });

  test('an old signature that is broken does not pass because the current one is right', () => {
    const { headers, body } = both;
    expect(outcomeOf({ headers: { ...headers, 'dotfile-old-signature': 'junk' }, body })).toMatchObject({
      code: 'malformed_header',
    });
  });
});

describe('missing_header', () => {
  test.each([
    ['no headers at all', {}],
    ['another scheme', { 'webhook-signature': 'v1,abc' }],
    ['an old signature alone', { 'dotfile-old-signature': signatureOf(bodyOf(), secret) }],
    ['a header that is undefined', { 'dotfile-signature': undefined }],
    ['an empty list of values', { 'dotfile-signature': [] }],
  ])('%s', (_, headers) => {
    expect(outcomeOf({ headers, body: bodyOf() })).toMatchObject({ ok: false, code: 'missing_header' });
  });
});

describe('malformed_header', () => {
  const valid = signatureOf(bodyOf(), secret);

  test.each<[string, RequestHeaders]>([
    ['twice in different case', { 'dotfile-signature': valid, 'Dotfile-Signature': valid }],
    ['twice as a list', { 'dotfile-signature': [valid, valid] }],
    [
      'twice as Fetch joins it',
      new Headers([
        ['dotfile-signature', valid],
        ['dotfile-signature', valid],
      ]),
    ],
    ['upper case', { 'dotfile-signature': valid.toUpperCase() }],
    ['a prefix', { 'dotfile-signature': `sha256=${valid}` }],
    ['space around it', { 'dotfile-signature': ` ${valid}` }],
    ['too short', { 'dotfile-signature': valid.slice(1) }],
    ['too long', { 'dotfile-signature': `${valid}0` }],
    ['empty', { 'dotfile-signature': '' }],
    ['not hexadecimal', { 'dotfile-signature': 'g'.repeat(64) }],
    ['not ASCII', { 'dotfile-signature': '０'.repeat(64) }],
    ['a line break at its end', { 'dotfile-signature': `${valid.slice(1)}\n` }],
  ])('%s', (_, headers) => {
    expect(outcomeOf({ headers, body: bodyOf() })).toMatchObject({ ok: false, code: 'malformed_header' });
  });
});

describe('bad_signature', () => {
  const { headers, body } = signedCall();

  test.each([
    ['another secret', { headers, body }, otherSecret],
    ['the secret without its prefix', { headers, body }, secret.slice('dotsecret.'.length)],
    [
      'a body that was parsed and written again',
      { headers, body: JSON.stringify(JSON.parse(body), null, 1) },
      secret,
    ],
    ['an empty body', { headers, body: '' }, secret],
    ['the signature of another body', { headers: signedCall('{}').headers, body }, secret],
  ])('%s', (_, call, secrets) => {
    expect(outcomeOf(call, secrets)).toMatchObject({ ok: false, code: 'bad_signature' });
  });
});

describe('the timestamp', () => {
  const at = (seconds: number, options: VerifyOptions = {}) =>
    outcomeOf(signedCall(bodyOf({}, { timestamp: now / second + seconds })), secret, options);

  test.each([
    [-300, { ok: true }],
    [-301, { code: 'timestamp_too_old' }],
    [-86_400, { code: 'timestamp_too_old' }],
    [300, { ok: true }],
    [301, { code: 'timestamp_in_future' }],
  ])('%i s from now, with the tolerance of 300 s', (seconds, expected) => {
    expect(at(seconds)).toMatchObject(expected);
  });

  test('is held to the tolerance that is asked for', () => {
    expect(at(-61, { toleranceSeconds: 60 })).toMatchObject({ code: 'timestamp_too_old' });
    expect(at(-1, { toleranceSeconds: 0 })).toMatchObject({ code: 'timestamp_too_old' });
    expect(at(-86_400, { toleranceSeconds: Number.POSITIVE_INFINITY })).toMatchObject({ ok: true });
  });

  test('does not count before the signature is right', () => {
    const stale = signedCall(bodyOf({}, { timestamp: 0 }), { current: otherSecret });
    expect(outcomeOf(stale)).toMatchObject({ code: 'bad_signature' });
  });

  test('is compared with the machine’s clock where no other is given', () => {
    const { headers, body } = signedCall(bodyOf({}, { timestamp: Math.floor(Date.now() / second) }));
    expect(verify(headers, body, secret)).toMatchObject({ ok: true });
  });
});

describe('malformed_body', () => {
  test.each([
    ['not JSON', 'event=Case.Created'],
    ['JSON cut short', bodyOf().slice(0, -1)],
    ['a byte-order mark', `\uFEFF${bodyOf()}`],
    ['an array', '[]'],
    ['null', 'null'],
    ['no event', bodyOf({ event: undefined })],
    ['no context', bodyOf({ context: undefined })],
    ['a context that is an array', bodyOf({ context: [] })],
    ['no event id', bodyOf({}, { event_id: undefined })],
    ['an empty event id', bodyOf({}, { event_id: '' })],
    ['a timestamp in words', bodyOf({}, { timestamp: '2026-03-02T09:30:00Z' })],
    ['a timestamp with a fraction', bodyOf({}, { timestamp: now / second + 0.5 })],
    ['a timestamp before 1970', bodyOf({}, { timestamp: -1 })],
    ['no retry count', bodyOf({}, { retry_count: undefined })],
    ['a negative count', bodyOf({}, { remaining_retry_count: -1 })],
    ['no object', bodyOf({ case: undefined })],
    ['an object that is null', bodyOf({ case: null })],
    ['the object of another event', bodyOf({ event: 'Note.Created' })],
  ])('%s, though rightly signed', (_, body) => {
    expect(outcomeOf(signedCall(body))).toMatchObject({ ok: false, code: 'malformed_body' });
  });

  test('bytes that are not UTF-8, though rightly signed', () => {
    const [before, after] = bodyOf({ remark: '<>' }).split('<>');
    const body = Buffer.concat([Buffer.from(before ?? ''), Buffer.from([0xff]), Buffer.from(after ?? '')]);
    const headers = { 'dotfile-signature': signatureOf(body, secret) };
    expect(outcomeOf({ headers, body })).toMatchObject({ code: 'malformed_body' });
  });

  test('a body that a parser has already turned into an object says what to do', () => {
    const parsed: unknown = JSON.parse(bodyOf());
    // What a caller without TypeScript does, and the compiler refuses.
    const outcome = verify(signedCall().headers, parsed as string, secret, { now });
    expect(outcome).toMatchObject({
      code: 'malformed_body',
      message: expect.stringContaining('before it is parsed'),
    });
  });
});

describe('unknown_event', () => {
  test.each(['Case.Exploded', 'toString', '__proto__', 'constructor', ''])('%j', (event) => {
    expect(outcomeOf(signedCall(bodyOf({ event })))).toMatchObject({ ok: false, code: 'unknown_event' });
  });

  test('a property, a sub-event or a value that is newer than this library is no reason to refuse', () => {
    const newer = bodyOf(
      { event: 'Case.Updated', sub_event: 'Case.MoodUpdated', more: 1 },
      { shard: 'eu-2' },
    );
    expect(outcomeOf(signedCall(newer))).toMatchObject({
      ok: true,
      event: { sub_event: 'Case.MoodUpdated' },
    });
  });
});

describe('invalid_configuration', () => {
  const { headers, body } = signedCall();
  const emptyKey = { 'dotfile-signature': signatureOf(body, '') };

  test.each<[string, string | readonly string[]]>([
    ['an empty secret', ''],
    ['no secret', []],
    ['an empty secret among others', [secret, '']],
    ['more secrets than a rotation needs', Array(11).fill(secret)],
  ])('%s', (_, secrets) => {
    expect(outcomeOf({ headers: emptyKey, body }, secrets)).toMatchObject({ code: 'invalid_configuration' });
  });

  test.each<[string, VerifyOptions]>([
    ['a tolerance that is not a number', { toleranceSeconds: Number.NaN }],
    ['a negative tolerance', { toleranceSeconds: -1 }],
    ['a clock that stands nowhere', { now: Number.NaN }],
  ])('%s', (_, options) => {
    expect(outcomeOf({ headers, body }, secret, options)).toMatchObject({ code: 'invalid_configuration' });
  });
});
