import type { DeliveryAnswer } from '@belfry/api';

/** What decides how a delivery's state is called. */
export type DeliveryStanding = Pick<DeliveryAnswer, 'state' | 'attempt_count'>;

export interface StateWords {
  readonly tone: 'ok' | 'bad' | 'warn' | 'info' | 'idle';
  readonly word: string;
}

export const deliveryStates = ['pending', 'succeeded', 'exhausted', 'held', 'discarded'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** One that waits for a retry has failed already, which the reader wants to see. */
export function stateWords({ state, attempt_count: attempts }: DeliveryStanding): StateWords {
  switch (state) {
    case 'pending':
      return attempts === 0 ? { tone: 'info', word: 'Pending' } : { tone: 'warn', word: 'Retrying' };
    case 'succeeded':
      return { tone: 'ok', word: 'Delivered' };
    case 'exhausted':
      return { tone: 'bad', word: 'Failed' };
    case 'held':
      return { tone: 'warn', word: 'Held' };
    case 'discarded':
      return { tone: 'idle', word: 'Discarded' };
  }
}

/** For a filter: which deliveries the state stands for. */
export function stateLabel(state: DeliveryState): string {
  return state === 'pending' ? 'Pending or retrying' : stateWords({ state, attempt_count: 0 }).word;
}
