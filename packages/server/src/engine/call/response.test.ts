import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BodyStart, bodyText } from './response.ts';

const storedMax = 64;

/** Characters of one to four bytes. */
const anyWidth = fc.string({ unit: fc.constantFrom('a', 'é', '€', '😀'), minLength: 10, maxLength: 60 });

/** What is stored of a body that arrives in these chunks. */
function stored(chunks: readonly (string | Buffer)[], headers: Record<string, string> = {}): string {
  const body = new BodyStart(storedMax);
  for (const chunk of chunks) body.add(Buffer.from(chunk));
  return body.text(headers);
}

describe('the stored body of an answer', () => {
  test('is the whole text where it fits, however it arrives', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 12 }),
        fc.array(fc.nat(storedMax)),
        (text, cuts) => {
          const bytes = Buffer.from(text);
          fc.pre(bytes.length <= storedMax && !text.includes('\0'));
          expect(stored(split(bytes, cuts))).toBe(text);
        },
      ),
    );
  });

  test('is the longest beginning of whole characters that fits', () => {
    fc.assert(
      fc.property(anyWidth, fc.array(fc.nat(200), { maxLength: 4 }), (whole, cuts) => {
        const result = stored(split(Buffer.from(whole), cuts));
        const [next] = whole.slice(result.length);
        expect(whole.startsWith(result)).toBe(true);
        expect(Buffer.byteLength(result)).toBeLessThanOrEqual(storedMax);
        if (next !== undefined) expect(Buffer.byteLength(result + next)).toBeGreaterThan(storedMax);
      }),
    );
  });

  test('is fit for PostgreSQL and within the limit whatever bytes arrive', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 100 })), (chunks) => {
        const result = stored(chunks.map((chunk) => Buffer.from(chunk)));
        expect(result).not.toContain('\0');
        expect(result.isWellFormed()).toBe(true);
        expect(Buffer.byteLength(result)).toBeLessThanOrEqual(storedMax);
      }),
    );
  });

  test('has replacement characters for NUL and invalid bytes', () => {
    expect(stored([Buffer.from([0x61, 0x00, 0x62, 0xff, 0x63])])).toBe('a\u{fffd}b\u{fffd}c');
    expect(bodyText(Buffer.from([0xe2, 0x82]), false, 16)).toBe('\u{fffd}');
  });

  test('is a note instead of bytes that nobody can read', () => {
    expect(stored(['\u001f\u008b'], { 'content-encoding': 'gzip' })).toBe('[binary, 3 bytes]');
    expect(stored(['x'.repeat(100)], { 'content-type': 'image/png' })).toBe('[binary, 100 bytes]');
    expect(stored(['{}'], { 'content-encoding': 'identity', 'content-type': 'application/json' })).toBe('{}');
    expect(stored(['<svg/>'], { 'content-type': 'image/svg+xml' })).toBe('<svg/>');
    expect(stored([], { 'content-encoding': 'gzip' })).toBe('');
  });

  test('does not alias the buffers that it was given once a second chunk has come', () => {
    const body = new BodyStart(storedMax);
    const first = Buffer.from('first ');
    body.add(first);
    body.add(Buffer.from('second'));
    first.fill('x');
    expect(body.text({})).toBe('first second');
    expect(body.bytesReceived).toBe(12);
  });
});

function split(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const ends = [...cuts.filter((cut) => cut <= bytes.length), bytes.length].toSorted((a, b) => a - b);
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}
