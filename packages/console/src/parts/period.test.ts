import { describe, expect, test } from 'vitest';
import { localInputOf, rangeOf, rangeText } from './period.ts';

describe('a range of time of one’s own', () => {
  test('what an input holds for an instant means that instant again', () => {
    const range = rangeOf({ from: localInputOf('2026-11-22T10:15:03.000Z'), to: '' });
    expect(range).toEqual({ ok: true, from: '2026-11-22T10:15:03.000Z', to: undefined });
  });

  test('what is no instant leaves the input empty', () => {
    expect(localInputOf('yesterday')).toBe('');
    expect(localInputOf(undefined)).toBe('');
  });

  test('an end before the beginning is said at the end', () => {
    expect(rangeOf({ from: '2026-11-22T10:00', to: '2026-11-22T09:00' })).toMatchObject({
      ok: false,
      field: 'to',
    });
  });

  test('nothing typed is no range', () => {
    expect(rangeOf({ from: '', to: '' })).toMatchObject({ ok: false, field: 'from' });
  });

  test('an open end reads as one', () => {
    expect(rangeText('2026-11-22T10:00:00.000Z', undefined)).toMatch(/^Since 22 Nov/);
    expect(rangeText(undefined, '2026-11-22T10:00:00.000Z')).toMatch(/^Until 22 Nov/);
    expect(rangeText('2026-11-21T10:00:00.000Z', '2026-11-22T10:00:00.000Z')).toMatch(/^21 Nov.* – 22 Nov/);
  });
});
