import { expect, test } from 'vitest';
import { outcomeShort, outcomeText } from './call-outcome.ts';

test.each([
  [{ status_code: 200, error_kind: null }, '200 OK', '200'],
  [{ status_code: 299, error_kind: null }, '299', '299'],
  [{ status_code: 503, error_kind: 'server_error' }, '503 Service Unavailable', '503'],
  [{ status_code: 0, error_kind: 'timeout' }, 'Timed out', 'Timed out'],
  [{ status_code: 200, error_kind: 'timeout' }, 'Timed out (200)', 'Timed out (200)'],
  [{ status_code: 0, error_kind: 'new_kind' }, 'new kind', 'new kind'],
])('%o is said as %s, in a narrow column as %s', (end, text, short) => {
  expect(outcomeText(end)).toBe(text);
  expect(outcomeShort(end)).toBe(short);
});
