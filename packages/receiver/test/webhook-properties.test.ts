import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verify } from '../src/verify.ts';
import { failureCodes, now, withBitFlipped } from './signed-call.ts';
import {
  asymmetric,
  compilotBody,
  standardBody,
  symmetric,
  symmetricOld,
  webhookCall,
} from './webhook-call.ts';

const at = { now, toleranceSeconds: Number.POSITIVE_INFINITY };
const schemes = [
  ['standard', standardBody],
  ['compilot', compilotBody],
] as const;
const versions = [
  ['v1', symmetric, symmetric],
  ['v1a', asymmetric.secret, asymmetric.public],
] as const;
const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];

describe.each(versions)('whatever is changed on the way of a call signed with %s', (_, signer, secret) => {
  const { headers, body } = webhookCall({ secrets: [signer] });
  const outcomeOf = (given: Record<string, string>, bytes: Uint8Array | string) =>
    // However old a call may be: it is the signature that must not pass, not the clock.
    verify(given, bytes, secret, { scheme: 'standard', ...at });

  test('unchanged it is accepted', () => {
    expect(outcomeOf(headers, body)).toMatchObject({ ok: true });
  });

  test('any single bit of the body flipped is refused', () => {
    const bytes = Buffer.from(body);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      expect(outcomeOf(headers, withBitFlipped(bytes, bit))).toMatchObject({ code: 'bad_signature' });
    }
  });

  test.each(names)('any single bit of %s flipped is refused', (name) => {
    const value = Buffer.from(headers[name] ?? '', 'latin1');
    expect(value.length).toBeGreaterThan(9);
    for (let bit = 0; bit < value.length * 8; bit += 1) {
      const flipped = { ...headers, [name]: withBitFlipped(value, bit).toString('latin1') };
      expect(outcomeOf(flipped, body).ok).toBe(false);
    }
  });

  test('bytes cut off, put in or appended are refused', () => {
    const bytes = Buffer.from(body);
    const position = fc.nat(bytes.length);
    fc.assert(
      fc.property(position, position, fc.uint8Array({ maxLength: 8 }), (from, to, inserted) => {
        const changed = Buffer.concat([bytes.subarray(0, from), inserted, bytes.subarray(to)]);
        fc.pre(!changed.equals(bytes));
        expect(outcomeOf(headers, changed)).toMatchObject({ code: 'bad_signature' });
      }),
    );
  });

  test('what is signed cannot be cut elsewhere: id, timestamp and body each stay what they were', () => {
    const shifted = { ...headers, 'webhook-id': `${headers['webhook-id']}.${headers['webhook-timestamp']}` };
    expect(outcomeOf(shifted, body)).toMatchObject({ code: 'malformed_header' });
  });
});

test('any single bit of the secret flipped is refused', () => {
  const { headers, body } = webhookCall();
  fc.assert(
    fc.property(fc.nat(symmetric.length * 8 - 1), (bit) => {
      const other = withBitFlipped(Buffer.from(symmetric), bit).toString('latin1');
      expect(verify(headers, body, other, { scheme: 'standard', now }).ok).toBe(false);
    }),
  );
});

describe.each(schemes)('whatever is sent to a receiver of %s', (scheme, genuine) => {
  test('any JSON, rightly signed, yields an event or a failure with a code, never a throw', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (body) => {
        const outcome = verify(webhookCall({ body }).headers, body, symmetric, { scheme, now });
        expect(outcome.ok || failureCodes.has(outcome.code)).toBe(true);
      }),
    );
  });

  test('any three headers yield a failure with a code', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.array(fc.string()),
      fc.array(fc.constantFrom('v1', 'v1a', 'v2', ',', ' ', 'AAAA', '=')).map((parts) => parts.join('')),
    );
    const given = fc.record({ 'webhook-id': value, 'webhook-timestamp': value, 'webhook-signature': value });
    fc.assert(
      fc.property(given, (headers) => {
        const outcome = verify(headers, genuine, [symmetric, asymmetric.public], { scheme, now });
        expect(!outcome.ok && failureCodes.has(outcome.code)).toBe(true);
      }),
    );
  });

  test('any headers, bodies and secrets, of any type, yield a failure with a code', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (headers, body, secrets) => {
        // What a caller without TypeScript may pass; the compiler refuses it.
        const outcome = verify(headers as never, body as never, secrets as never, { scheme, now });
        expect(!outcome.ok && failureCodes.has(outcome.code)).toBe(true);
      }),
    );
  });

  test('headers of megabytes and a body of brackets are refused well within the time that a test has', () => {
    const { headers, body } = webhookCall({ body: genuine });
    const outcomeOf = (given: Record<string, string | string[]>) =>
      verify(given, body, [symmetric, symmetricOld, asymmetric.public], { scheme, now });
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`x-${index}`, 'y']));
    expect(outcomeOf(many)).toMatchObject({ code: 'missing_header' });
    for (const name of names) {
      for (const long of ['a'.repeat(10_000_000), Array<string>(1_000_000).fill('a')]) {
        expect(outcomeOf({ ...headers, [name]: long })).toMatchObject({ code: 'malformed_header' });
      }
    }
    const deep = webhookCall({ body: '['.repeat(500_000) });
    expect(verify(deep.headers, deep.body, symmetric, { scheme, now })).toMatchObject({
      code: 'malformed_body',
    });
  });
});
