import { expect, test } from 'vitest';
import { expiryOf, stateOf } from './key-state.ts';

const nowMs = Date.parse('2026-11-22T10:00:00Z');

test('a key is active until it expires or is revoked, whichever is first', () => {
  const expires = new Date(nowMs + 1).toISOString();
  expect(stateOf({ revoked_at: null, expires_at: null }, nowMs)).toBe('active');
  expect(stateOf({ revoked_at: null, expires_at: expires }, nowMs)).toBe('active');
  expect(stateOf({ revoked_at: null, expires_at: expires }, nowMs + 1)).toBe('expired');
  expect(stateOf({ revoked_at: expires, expires_at: expires }, nowMs)).toBe('revoked');
});

test('a lifetime is counted in days from now', () => {
  expect(expiryOf('never', nowMs)).toBeNull();
  expect(expiryOf('30', nowMs)).toBe('2026-12-22T10:00:00.000Z');
});
