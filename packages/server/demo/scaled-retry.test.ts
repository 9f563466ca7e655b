import { dotfile } from '@belfry/dialects';
import { expect, test } from 'vitest';
import { withScaledRetry } from './scaled-retry.ts';

const firstAttemptAt = Date.UTC(2026, 2, 2, 9);
const { retry } = withScaledRetry(dotfile, 3600);

test.each([
  [1, 0, 1000],
  [2, 1010, 4000],
  [3, 4010, 13_000],
  [4, 13_010, 40_000],
])(
  'after failed call %i the next retry comes as many seconds after the first call as the contract says hours',
  (calls, lastMs, nextMs) => {
    const now = firstAttemptAt + lastMs;
    const next = retry.nextAttemptAt({
      firstAttemptAt,
      lastAttemptAt: now,
      retriesMade: calls - 1,
      answer: { statusCode: 503, retryAfter: null },
      now,
      random: 0.5,
    });
    expect(next).toBe(firstAttemptAt + nextMs);
  },
);

test('after the last retry none follows', () => {
  const now = firstAttemptAt + 40_010;
  const answer = { statusCode: 503, retryAfter: null };
  expect(
    retry.nextAttemptAt({ firstAttemptAt, lastAttemptAt: now, retriesMade: 4, answer, now, random: 0 }),
  ).toBeNull();
});
