import { expect, it } from 'vitest';
import { type ProgressRow, progressOf } from './progress.ts';

const row: ProgressRow = {
  state: 'pending',
  retries_made: 2,
  attempt_count: 3,
  first_attempt_at: 10,
  last_attempt_at: 30,
  delivered_at: null,
  next_attempt_at: 40,
  next_attempt_type: 'automatic_retry',
};
const history = {
  retriesMade: 2,
  attemptCount: 3,
  firstAttemptAt: 10,
  lastAttemptAt: 30,
  deliveredAt: null,
};

const waiting = { next_attempt_at: null };
const settled = { next_attempt_at: null, next_attempt_type: null };

it.each<[ProgressRow, object]>([
  [row, { state: 'pending', nextAttemptAt: 40, nextAttemptType: 'automatic_retry' }],
  [
    { ...row, ...waiting, state: 'held' },
    { state: 'held', nextAttemptAt: null, nextAttemptType: 'automatic_retry' },
  ],
  [
    { ...row, ...settled, state: 'succeeded' },
    { state: 'succeeded', nextAttemptAt: null, nextAttemptType: null },
  ],
  [
    { ...row, ...settled, state: 'exhausted' },
    { state: 'exhausted', nextAttemptAt: null, nextAttemptType: null },
  ],
  [
    { ...row, ...settled, state: 'discarded' },
    { state: 'discarded', nextAttemptAt: null, nextAttemptType: null },
  ],
])('a row is read as the life cycle has it', (stored, expected) => {
  expect(progressOf(stored)).toEqual({ ...history, ...expected });
});

it('a row that the table’s constraints rule out is a bug', () => {
  expect(() => progressOf({ ...row, next_attempt_at: null })).toThrow('pending');
  expect(() => progressOf({ ...row, next_attempt_type: null })).toThrow('pending');
  expect(() => progressOf({ ...row, ...settled, state: 'held' })).toThrow('held');
});
