/**
 * The life cycle of a delivery, as one pure function.
 *
 *   pending ──success──────────────────────────► succeeded
 *     │ ▲ └──failure, no retry left────────────► exhausted   (succeeded, where it had succeeded before)
 *     │ └────failure, retry left (itself)
 *     │ ▲
 *     │ └─ released · manual retry
 *     ├─ webhook offline ──► held ── discarded ► discarded
 *     └─ webhook deleted ────────────────────────► discarded
 *   succeeded, exhausted, held, discarded ── manual retry ──► pending
 *
 * Invariants: `pending` alone has a time for its next attempt; `pending` and `held` alone know what kind of
 * attempt comes next; once `deliveredAt` is set it stays, and no automatic retry follows.
 */
import type { RetryPolicy } from '@belfry/dialects';
import type { AttemptType } from './attempt.ts';

export type DeliveryState = 'pending' | 'succeeded' | 'exhausted' | 'held' | 'discarded';

interface History {
  /** Calls made so far. */
  readonly attemptCount: number;
  /** Of these, retries, manual ones included. */
  readonly retriesMade: number;
  readonly firstAttemptAt: number | null;
  readonly lastAttemptAt: number | null;
  readonly deliveredAt: number | null;
}

export type DeliveryProgress = History &
  (
    | { readonly state: 'pending'; readonly nextAttemptAt: number; readonly nextAttemptType: AttemptType }
    | { readonly state: 'held'; readonly nextAttemptAt: null; readonly nextAttemptType: AttemptType }
    | {
        readonly state: 'succeeded' | 'exhausted' | 'discarded';
        readonly nextAttemptAt: null;
        readonly nextAttemptType: null;
      }
  );

export type DeliveryChange =
  | {
      readonly kind: 'attempted';
      readonly succeeded: boolean;
      readonly answer: { readonly statusCode: number; readonly retryAfter: string | null };
      /** When the call was made, and when its outcome was known. */
      readonly at: number;
      readonly now: number;
      readonly random: number;
      readonly retry: RetryPolicy;
    }
  | { readonly kind: 'manual_retry_requested'; readonly now: number }
  | { readonly kind: 'webhook_offline' }
  | { readonly kind: 'released'; readonly now: number }
  | { readonly kind: 'discarded' };

/** Null where the change is not allowed in that state; the delivery then stays as it is. */
export function applyChange(delivery: DeliveryProgress, change: DeliveryChange): DeliveryProgress | null {
  switch (change.kind) {
    case 'attempted':
      return delivery.state === 'pending' ? afterAttempt(delivery, change) : null;
    case 'manual_retry_requested':
      return {
        ...historyOf(delivery),
        state: 'pending',
        nextAttemptAt: change.now,
        nextAttemptType: delivery.attemptCount === 0 ? 'first_call' : 'manual_retry',
      };
    case 'webhook_offline':
      if (delivery.state !== 'pending') return null;
      return {
        ...historyOf(delivery),
        state: 'held',
        nextAttemptAt: null,
        nextAttemptType: delivery.nextAttemptType,
      };
    case 'released':
      if (delivery.state !== 'held') return null;
      return {
        ...historyOf(delivery),
        state: 'pending',
        nextAttemptAt: change.now,
        nextAttemptType: delivery.nextAttemptType,
      };
    case 'discarded':
      if (delivery.state !== 'pending' && delivery.state !== 'held') return null;
      return settled(historyOf(delivery), 'discarded');
  }
}

/** A delivery as it is when its event is recorded: the first call is due at once. */
export function newDelivery(now: number): DeliveryProgress {
  return {
    attemptCount: 0,
    retriesMade: 0,
    firstAttemptAt: null,
    lastAttemptAt: null,
    deliveredAt: null,
    state: 'pending',
    nextAttemptAt: now,
    nextAttemptType: 'first_call',
  };
}

/** Retries before the next call, as the call states it: 0 on the first. */
export function retryCountOfNext(delivery: History): number {
  return delivery.attemptCount === 0 ? 0 : delivery.retriesMade + 1;
}

function afterAttempt(
  delivery: DeliveryProgress,
  change: Extract<DeliveryChange, { kind: 'attempted' }>,
): DeliveryProgress {
  const history: History = {
    attemptCount: delivery.attemptCount + 1,
    retriesMade: retryCountOfNext(delivery),
    firstAttemptAt: delivery.firstAttemptAt ?? change.at,
    lastAttemptAt: change.at,
    deliveredAt: delivery.deliveredAt ?? (change.succeeded ? change.now : null),
  };
  if (history.deliveredAt !== null) return settled(history, 'succeeded');
  const nextAttemptAt = change.retry.nextAttemptAt({
    firstAttemptAt: history.firstAttemptAt ?? change.at,
    lastAttemptAt: change.at,
    retriesMade: history.retriesMade,
    answer: change.answer,
    now: change.now,
    random: change.random,
  });
  if (nextAttemptAt === null) return settled(history, 'exhausted');
  return { ...history, state: 'pending', nextAttemptAt, nextAttemptType: 'automatic_retry' };
}

function settled(history: History, state: 'succeeded' | 'exhausted' | 'discarded'): DeliveryProgress {
  return { ...history, state, nextAttemptAt: null, nextAttemptType: null };
}

function historyOf(delivery: DeliveryProgress): History {
  const { attemptCount, retriesMade, firstAttemptAt, lastAttemptAt, deliveredAt } = delivery;
  return { attemptCount, retriesMade, firstAttemptAt, lastAttemptAt, deliveredAt };
}
