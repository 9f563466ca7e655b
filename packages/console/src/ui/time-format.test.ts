import { expect, test } from 'vitest';
import { countdownText, durationText, relativeText, utcText } from './time-format.ts';

const now = Date.parse('2026-11-22T10:00:00.000Z');
const minuteMs = 60_000;

test.each([
  [0, 'just now'],
  [-44_000, 'just now'],
  [20_000, 'in a moment'],
  [-50_000, '1 min ago'],
  [-59 * minuteMs, '59 min ago'],
  [-60 * minuteMs, '1 h ago'],
  [5 * 60 * minuteMs, 'in 5 h'],
  [-26 * 60 * minuteMs, '1 day ago'],
  [-29 * 24 * 60 * minuteMs, '29 days ago'],
  [-40 * 24 * 60 * minuteMs, '13 Oct 2026'],
])('what is %i ms away is said in words that people use: %s', (awayMs, text) => {
  expect(relativeText(now + awayMs, now)).toBe(text);
});

test.each([
  [0.4, '0 ms'],
  [84.4, '84 ms'],
  [1_240, '1.24 s'],
  [125_000, '2 min 5 s'],
])('%d ms of work are written %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});

test.each([
  [-5, '0 s'],
  [900, '1 s'],
  [250_000, '4 min 10 s'],
  [7_200_000, '2 h'],
  [100 * 3_600_000, '4 d 4 h'],
])('%i ms that are left are written %s', (ms, text) => {
  expect(countdownText(ms)).toBe(text);
});

test('UTC is written to the millisecond', () => {
  expect(utcText(now + 7)).toBe('2026-11-22 10:00:00.007 UTC');
});
