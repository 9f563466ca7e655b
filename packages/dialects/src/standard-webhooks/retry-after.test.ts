import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const nowMs = Date.UTC(1994, 10, 6, 8, 49, 7);
const halfMinuteMs = 30_000;

test('seconds are counted from now', () => {
  fc.assert(
    fc.property(fc.nat({ max: 999_999_999 }), (seconds) => {
      expect(retryAfterMs(String(seconds), nowMs)).toBe(seconds * 1000);
      expect(retryAfterMs(` ${seconds}\t`, nowMs)).toBe(seconds * 1000);
    }),
  );
});

test.each(['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994'])(
  'the HTTP-date %j is understood wherever the process runs',
  (value) => {
    const zone = process.env['TZ'];
    for (const place of ['UTC', 'Asia/Kathmandu', 'America/St_Johns']) {
      process.env['TZ'] = place;
      expect(retryAfterMs(value, nowMs)).toBe(halfMinuteMs);
      expect(retryAfterMs(value, nowMs + halfMinuteMs + 1)).toBe(0);
    }
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  },
);

test('any moment survives as an HTTP-date', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
      const value = new Date(seconds * 1000).toUTCString();
      expect(retryAfterMs(value, 0)).toBe(seconds * 1000);
    }),
  );
});

test.each([
  '',
  '-1',
  '1.5',
  '1e9',
  '0x10',
  '9'.repeat(400),
  '60, 60',
  '2026-03-02',
  'soon',
  'Sun, 06 Nov 1994 25:49:37 GMT',
  'Xyz, 99 Abc 1994 08:49:37 GMT',
  'Infinity',
])('%j is no Retry-After', (value) => {
  expect(retryAfterMs(value, nowMs)).toBeNull();
});

test('any text is read without a throw, as null or as no less than 0', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      expect(retryAfterMs(value, nowMs) ?? 0).toBeGreaterThanOrEqual(0);
    }),
  );
});
