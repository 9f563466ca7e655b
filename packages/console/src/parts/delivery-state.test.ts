import { expect, test } from 'vitest';
import { deliveryStates, stateLabel, stateWords } from './delivery-state.ts';

test('a delivery that waits for a retry is told from one that was never called', () => {
  expect(stateWords({ state: 'pending', attempt_count: 0 }).word).toBe('Pending');
  expect(stateWords({ state: 'pending', attempt_count: 2 }).word).toBe('Retrying');
});

test('each state has a word of its own, in a filter too', () => {
  expect(new Set(deliveryStates.map((state) => stateWords({ state, attempt_count: 1 }).word)).size).toBe(5);
  expect(new Set(deliveryStates.map(stateLabel)).size).toBe(5);
});
