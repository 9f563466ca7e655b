import { expect, test } from 'vitest';
import { rangeOf } from './time-range.ts';

const now = Date.UTC(2026, 0, 2, 12);
const none = { from: '', to: '' };

test('a range ends now and begins so long before', () => {
  expect(rangeOf('24h', none, now)).toEqual({
    from: '2026-01-01T12:00:00.000Z',
    to: '2026-01-02T12:00:00.000Z',
  });
});

test('typed times are in the zone of the reader, and without an end the range ends now', () => {
  const local = new Date(2026, 0, 1, 9, 30);
  expect(rangeOf('custom', { from: '2026-01-01T09:30', to: '' }, now)).toEqual({
    from: local.toISOString(),
    to: '2026-01-02T12:00:00.000Z',
  });
});

test('what is no time is left to the API to refuse', () => {
  expect(rangeOf('custom', none, now).from).toBe('');
});
