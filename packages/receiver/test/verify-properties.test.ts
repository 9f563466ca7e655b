import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verify } from '../src/verify.ts';
import {
  bodyOf,
  failureCodes,
  now,
  oldSecret,
  secret,
  signatureOf,
  signedCall,
  withBitFlipped,
} from './signed-call.ts';

describe('whatever is changed on the way', () => {
  const { headers, body } = signedCall(bodyOf(), { current: secret, old: oldSecret });
  const bytes = Buffer.from(body);

  test('any single bit of the body flipped is refused, under either secret', () => {
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const outcome = verify(headers, withBitFlipped(bytes, bit), [secret, oldSecret], { now });
      expect(outcome).toMatchObject({ ok: false, code: 'bad_signature' });
    }
  });

  test.each([
    ['dotfile-signature', secret],
    ['dotfile-old-signature', oldSecret],
  ])('any single bit of %s flipped is refused', (name, key) => {
    const signature = Buffer.from(headers[name] ?? '', 'latin1');
    expect(signature).toHaveLength(64);
    for (let bit = 0; bit < signature.length * 8; bit += 1) {
      const flipped = { ...headers, [name]: withBitFlipped(signature, bit).toString('latin1') };
      expect(verify(flipped, bytes, key, { now }).ok).toBe(false);
    }
  });

  test('any single bit of the secret flipped is refused', () => {
    fc.assert(
      fc.property(fc.nat(Buffer.byteLength(secret) * 7 - 1), (bit) => {
        // The lower seven bits of each character, so that the secret stays the ASCII text that it is.
        const other = withBitFlipped(Buffer.from(secret), Math.floor(bit / 7) * 8 + (bit % 7)).toString();
        expect(verify(headers, bytes, other, { now }).ok).toBe(false);
      }),
    );
  });

  test('bytes cut off, put in or appended are refused', () => {
    const position = fc.nat(bytes.length);
    fc.assert(
      fc.property(position, position, fc.uint8Array({ maxLength: 8 }), (from, to, inserted) => {
        const changed = Buffer.concat([bytes.subarray(0, from), inserted, bytes.subarray(to)]);
        fc.pre(!changed.equals(bytes));
        expect(verify(headers, changed, secret, { now })).toMatchObject({ code: 'bad_signature' });
      }),
    );
  });
});

describe('whatever is sent', () => {
  test('any JSON, rightly signed, yields an event or a failure with a code, never a throw', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (body) => {
        const outcome = verify({ 'dotfile-signature': signatureOf(body, secret) }, body, secret, { now });
        expect(outcome.ok || failureCodes.has(outcome.code)).toBe(true);
      }),
    );
  });

  test('an envelope with anything in its fields yields an event or a failure with a code', () => {
    const anything = fc.option(fc.jsonValue(), { nil: undefined });
    const envelope = fc.record({ event: anything, context: anything, case: anything });
    const context = fc.record({ timestamp: anything, event_id: anything, retry_count: anything });
    fc.assert(
      fc.property(envelope, context, (changes, inside) => {
        const { headers, body } = signedCall(bodyOf(changes.context === undefined ? changes : {}, inside));
        const outcome = verify(headers, body, secret, { now });
        expect(outcome.ok || failureCodes.has(outcome.code)).toBe(true);
      }),
    );
  });

  test('any headers, bodies and secrets, of any type, yield a failure with a code', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (headers, body, secrets) => {
        // What a caller without TypeScript may pass; the compiler refuses it.
        const outcome = verify(headers as never, body as never, secrets as never, { now });
        expect(outcome.ok).toBe(false);
      }),
    );
  });

  test('headers that throw when they are read are malformed, not a crash', () => {
    const trap = () => {
      throw new Error('no');
    };
    const record = Object.defineProperty({}, 'dotfile-signature', { enumerable: true, get: trap });
    for (const headers of [record, { get: trap }, new Proxy({}, { ownKeys: trap })]) {
      expect(verify(headers, bodyOf(), secret, { now })).toMatchObject({ code: 'malformed_header' });
    }
  });

  test('headers of megabytes, and a body of deeply nested brackets, are refused well within the time that a test has', () => {
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`x-${index}`, 'y']));
    expect(verify(many, bodyOf(), secret, { now })).toMatchObject({ code: 'missing_header' });
    const long = { 'dotfile-signature': 'a'.repeat(10_000_000) };
    expect(verify(long, bodyOf(), secret, { now })).toMatchObject({ code: 'malformed_header' });
    const list = { 'dotfile-signature': Array<string>(1_000_000).fill('a') };
    expect(verify(list, bodyOf(), secret, { now })).toMatchObject({ code: 'malformed_header' });
    const deep = signedCall('['.repeat(500_000));
    expect(verify(deep.headers, deep.body, secret, { now })).toMatchObject({ code: 'malformed_body' });
  });
});
