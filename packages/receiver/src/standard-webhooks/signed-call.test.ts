import { describe, expect, test } from 'vitest';
import { now } from '../../test/signed-call.ts';
import {
  asymmetric,
  asymmetricOld,
  messageId,
  signatureOf,
  standardBody,
  symmetric,
  symmetricOld,
  symmetricOther,
  type WebhookCall,
  webhookCall,
} from '../../test/webhook-call.ts';
import type { RequestHeaders } from '../header.ts';
import { verifySigned } from './signed-call.ts';

const limits = { now, toleranceSeconds: 300 };
const outcomeOf = (
  { headers, body }: { readonly headers: RequestHeaders; readonly body: unknown },
  secrets: unknown = symmetric,
) => verifySigned(headers, body, secrets, limits);

const kinds = [
  ['v1', symmetric, symmetric],
  ['v1a with the public key', asymmetric.secret, asymmetric.public],
  ['v1a with the secret key', asymmetric.secret, asymmetric.secret],
  ['v1a with the seed', asymmetric.secret, asymmetric.seedOnly],
] as const;

describe.each(kinds)('a genuine call of %s', (_, signer, secret) => {
  test.each(['webhook', 'svix'])('is verified under the names %s-*', (prefix) => {
    expect(outcomeOf(webhookCall({ secrets: [signer], prefix }), secret)).toStrictEqual({
      ok: true,
      event: JSON.parse(standardBody),
      eventId: messageId,
      timestamp: now / 1000,
      signedWith: 'current',
      secretIndex: 0,
    });
  });

  test('is verified from bytes in the middle of a larger buffer, and from headers of every usual shape', () => {
    const { headers, body } = webhookCall({ secrets: [signer] });
    const bytes = Buffer.from(`<${body}>`).subarray(1, -1);
    const upper = Object.fromEntries(
      Object.entries(headers).map(([key, value]) => [key.toUpperCase(), value]),
    );
    const lists = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, [value]]));
    for (const shape of [headers, upper, lists, new Headers(headers)]) {
      expect(outcomeOf({ headers: shape, body: bytes }, secret)).toMatchObject({ ok: true });
    }
  });
});

describe('a call under both names', () => {
  const both = (svix: Record<string, string>): WebhookCall => ({
    headers: { ...webhookCall().headers, ...webhookCall({ prefix: 'svix' }).headers, ...svix },
    body: standardBody,
  });

  test('is verified where they agree', () => {
    expect(outcomeOf(both({}))).toMatchObject({ ok: true, eventId: messageId });
  });

  test.each(['svix-id', 'svix-timestamp', 'svix-signature'])('is refused where %s differs', (name) => {
    expect(outcomeOf(both({ [name]: '1' }))).toMatchObject({ code: 'malformed_header' });
  });
});

describe('during a rotation', () => {
  const both = webhookCall({ secrets: [symmetric, symmetricOld] });

  test.each([
    ['the new secret alone', symmetric, 'current', 0],
    ['the old secret alone', symmetricOld, 'old', 0],
    ['the new one and then the old one', [symmetric, symmetricOld], 'current', 0],
    ['the old one and then the new one', [symmetricOld, symmetric], 'old', 1],
  ] as const)('a receiver with %s accepts the call', (_, secrets, signedWith, secretIndex) => {
    expect(outcomeOf(both, secrets)).toMatchObject({ ok: true, signedWith, secretIndex });
  });

  test('a call that the sender still signs with the old secret only is told apart', () => {
    const before = webhookCall({ secrets: [symmetricOld] });
    const outcome = outcomeOf(before, [symmetric, symmetricOld]);
    expect(outcome).toMatchObject({ ok: true, signedWith: 'old', secretIndex: 1 });
  });

  test('from one version to the other, whoever holds either key accepts', () => {
    const call = webhookCall({ secrets: [asymmetric.secret, symmetric] });
    for (const secrets of [asymmetric.public, symmetric, [asymmetric.public, symmetric]]) {
      expect(outcomeOf(call, secrets)).toMatchObject({ ok: true, signedWith: 'current', secretIndex: 0 });
    }
    expect(outcomeOf(call, [asymmetricOld.public, symmetric])).toMatchObject({ ok: true, secretIndex: 1 });
  });

  test('of Ed25519 keys, the old one is told apart', () => {
    const call = webhookCall({ secrets: [asymmetric.secret, asymmetricOld.secret] });
    expect(outcomeOf(call, asymmetricOld.public)).toMatchObject({ ok: true, signedWith: 'old' });
  });
});

describe('bad_signature', () => {
  const call = webhookCall();

  test.each<[string, WebhookCall, unknown]>([
    ['another secret', call, symmetricOther],
    [
      'a body that was parsed and written again',
      { ...call, body: JSON.stringify(JSON.parse(call.body), null, 1) },
      symmetric,
    ],
    ['an empty body', { ...call, body: '' }, symmetric],
    ['another id', { ...call, headers: { ...call.headers, 'webhook-id': 'msg_other' } }, symmetric],
    [
      'another timestamp',
      { ...call, headers: { ...call.headers, 'webhook-timestamp': `${now / 1000 + 1}` } },
      symmetric,
    ],
    ['the public key of another pair', webhookCall({ secrets: [asymmetric.secret] }), asymmetricOld.public],
  ])('%s', (_, given, secrets) => {
    expect(outcomeOf(given, secrets)).toMatchObject({ ok: false, code: 'bad_signature' });
  });

  test('a key of the other kind is named as what is wrong', () => {
    expect(outcomeOf(call, asymmetric.public)).toMatchObject({
      code: 'bad_signature',
      message: expect.stringContaining('signed with v1,'),
    });
    expect(outcomeOf(webhookCall({ secrets: [asymmetric.secret] }), symmetric)).toMatchObject({
      code: 'bad_signature',
      message: expect.stringContaining('whpk_ for v1a'),
    });
  });

  test('comes before the timestamp, which counts only once it is signed', () => {
    expect(outcomeOf(webhookCall({ timestamp: 0 }), symmetricOther)).toMatchObject({ code: 'bad_signature' });
  });

  test('a signature of one version is not taken for one of the other', () => {
    const { headers, body } = webhookCall({ secrets: [asymmetric.secret] });
    const relabelled = { ...headers, 'webhook-signature': `v1,${signatureOf('x', symmetric).slice(3)}` };
    expect(outcomeOf({ headers: relabelled, body }, [symmetric, asymmetric.public])).toMatchObject({
      code: 'bad_signature',
    });
  });
});

describe('the timestamp', () => {
  test.each([
    [-300, { ok: true }],
    [-301, { code: 'timestamp_too_old' }],
    [300, { ok: true }],
    [301, { code: 'timestamp_in_future' }],
  ])('%i s from now, with the tolerance of 300 s', (seconds, expected) => {
    expect(outcomeOf(webhookCall({ timestamp: now / 1000 + seconds }))).toMatchObject(expected);
  });

  test.each([
    '+1772443800',
    '-1772443800',
    ' 1772443800',
    '1772443800 ',
    '1772443800\n',
    '1772443800.0',
    '17724438e2',
    '0x69a55818',
    '01772443800',
    '1_772_443_800',
    '１７７２４４３８００',
    '1772443800000000',
    '9'.repeat(1_000_000),
    'NaN',
    '',
  ])('%j, though rightly signed, is refused as no whole seconds', (timestamp) => {
    expect(outcomeOf(webhookCall({ timestamp }))).toMatchObject({ code: 'malformed_header' });
  });
});

describe('the body', () => {
  test.each([
    ['not JSON', 'type=invoice.paid'],
    ['a byte-order mark', '\uFEFF{}'],
    ['nothing', ''],
  ])('%s, rightly signed, is no event', (_, body) => {
    expect(outcomeOf(webhookCall({ body }))).toMatchObject({ ok: true, event: undefined });
  });

  test('that a parser has already turned into an object says what to do', () => {
    expect(outcomeOf({ headers: webhookCall().headers, body: {} })).toMatchObject({
      code: 'malformed_body',
      message: expect.stringContaining('before it is parsed'),
    });
  });
});
