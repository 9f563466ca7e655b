import { expect, test } from 'vitest';
import { lastHours, stripText } from './day-strip.ts';

const now = Date.UTC(2026, 0, 2, 10, 30);

test('the strip has 24 hours, the present one last, and leaves out what is older', () => {
  const hours = lastHours(
    [
      { at: '2026-01-01T10:00:00.000Z', succeeded: 9, failed: 9 },
      { at: '2026-01-01T11:00:00.000Z', succeeded: 1, failed: 0 },
      { at: '2026-01-02T10:00:00.000Z', succeeded: 1200, failed: 4 },
    ],
    now,
  );
  expect(hours).toHaveLength(24);
  expect(hours[0]).toEqual({ at: Date.UTC(2026, 0, 1, 11), succeeded: 1, failed: 0 });
  expect(hours[23]).toEqual({ at: Date.UTC(2026, 0, 2, 10), succeeded: 1200, failed: 4 });
  expect(stripText(hours)).toBe('1,205 calls in 24 hours, 4 failed');
});

test('a day without calls is said to be one', () => {
  expect(stripText(lastHours([], now))).toBe('No calls in 24 hours');
});
