import type { EventDeliveryAnswer } from '@belfry/api';
import { describe, expect, test } from 'vitest';
import { deliveryText, outcomeCounts, worstTone } from './event-outcome.ts';

function delivery(change: Partial<EventDeliveryAnswer>): EventDeliveryAnswer {
  return {
    id: 'd',
    webhook_id: 'w',
    state: 'succeeded',
    status_code: 200,
    error_kind: null,
    attempt_count: 1,
    ...change,
  };
}

describe('what became of an event', () => {
  test('is counted by state, what needs a look first', () => {
    const counts = outcomeCounts([
      delivery({}),
      delivery({ state: 'pending', status_code: 503, error_kind: 'server_error' }),
      delivery({}),
      delivery({ state: 'exhausted', status_code: 500, error_kind: 'server_error' }),
    ]);
    expect(counts.map(({ count, word }) => `${count} ${word}`)).toEqual([
      '1 Failed',
      '1 Retrying',
      '2 Delivered',
    ]);
  });

  test('has the tone of its worst delivery, and none where nobody was told', () => {
    expect(worstTone([delivery({}), delivery({ state: 'held' })])).toBe('warn');
    expect(worstTone([])).toBe('idle');
  });

  test.each([
    [delivery({}), '200'],
    [delivery({ state: 'held', status_code: null, attempt_count: 0 }), 'Held'],
    [delivery({ state: 'pending', status_code: 503, error_kind: 'server_error' }), 'Retrying, 503'],
    [delivery({ state: 'exhausted', status_code: 0, error_kind: 'timeout' }), 'Failed, Timed out'],
    [delivery({ status_code: 500, error_kind: 'server_error' }), 'Delivered, 500'],
  ])('is said in few words of each delivery', (one, text) => {
    expect(deliveryText(one)).toBe(text);
  });
});
