import { dotfile } from '@belfry/dialects';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttemptType } from './attempt.ts';
import {
  applyChange,
  type DeliveryChange,
  type DeliveryProgress,
  type DeliveryState,
  newDelivery,
  retryCountOfNext,
} from './delivery.ts';

const { retry } = dotfile;
const hourMs = 3_600_000;
const tableMs = [1, 4, 13, 40].map((hours) => hours * hourMs);
const startMs = Date.UTC(2026, 0, 1);

/** One call that takes a second. */
const attempted = (at: number, succeeded: boolean): DeliveryChange => ({
  kind: 'attempted',
  succeeded,
  answer: { statusCode: succeeded ? 200 : 500, retryAfter: null },
  at,
  now: at + 1_000,
  random: 0.5,
  retry,
});

function changed(delivery: DeliveryProgress, ...changes: readonly DeliveryChange[]): DeliveryProgress {
  return changes.reduce((before, change) => {
    const after = applyChange(before, change);
    if (after === null) throw new Error(`${change.kind} is not allowed in state ${before.state}.`);
    return after;
  }, delivery);
}

describe('the life cycle of a delivery', () => {
  const fresh = newDelivery(startMs);
  const failed = changed(fresh, attempted(startMs, false));
  const ofState: Readonly<Record<DeliveryState, DeliveryProgress>> = {
    pending: failed,
    succeeded: changed(fresh, attempted(startMs, true)),
    exhausted: changed(fresh, ...Array.from({ length: 5 }, () => attempted(startMs, false))),
    held: changed(failed, { kind: 'webhook_offline' }),
    discarded: changed(failed, { kind: 'discarded' }),
  };
  const now = startMs + 5_000;
  const manualRetry: DeliveryChange = { kind: 'manual_retry_requested', now };
  const released: DeliveryChange = { kind: 'released', now };
  const offline: DeliveryChange = { kind: 'webhook_offline' };
  const discarded: DeliveryChange = { kind: 'discarded' };
  const success = attempted(now, true);
  const failure = attempted(now, false);

  it.each<{ from: DeliveryState; change: DeliveryChange; to: DeliveryState | null }>([
    { from: 'pending', change: success, to: 'succeeded' },
    { from: 'pending', change: failure, to: 'pending' },
    { from: 'pending', change: manualRetry, to: 'pending' },
    { from: 'pending', change: offline, to: 'held' },
    { from: 'pending', change: released, to: null },
    { from: 'pending', change: discarded, to: 'discarded' },
    { from: 'held', change: success, to: null },
    { from: 'held', change: failure, to: null },
    { from: 'held', change: manualRetry, to: 'pending' },
    { from: 'held', change: offline, to: null },
    { from: 'held', change: released, to: 'pending' },
    { from: 'held', change: discarded, to: 'discarded' },
    { from: 'succeeded', change: success, to: null },
    { from: 'succeeded', change: manualRetry, to: 'pending' },
    { from: 'succeeded', change: offline, to: null },
    { from: 'succeeded', change: released, to: null },
    { from: 'succeeded', change: discarded, to: null },
    { from: 'exhausted', change: failure, to: null },
    { from: 'exhausted', change: manualRetry, to: 'pending' },
    { from: 'exhausted', change: offline, to: null },
    { from: 'exhausted', change: released, to: null },
    { from: 'exhausted', change: discarded, to: null },
    { from: 'discarded', change: success, to: null },
    { from: 'discarded', change: manualRetry, to: 'pending' },
    { from: 'discarded', change: offline, to: null },
    { from: 'discarded', change: released, to: null },
    { from: 'discarded', change: discarded, to: null },
  ])('in state $from, then $change.kind: $to', ({ from, change, to }) => {
    expect(ofState[from].state).toBe(from);
    expect(applyChange(ofState[from], change)?.state ?? null).toBe(to);
  });

  it.each([0, 1, 2, 3])(
    'gives a manual retry that fails after %i retries the place of an automatic one',
    (made) => {
      const before = changed(fresh, ...Array.from({ length: made + 1 }, () => attempted(startMs, false)));
      expect(before).toMatchObject({ state: 'pending', nextAttemptAt: startMs + (tableMs[made] ?? 0) });
      const after = changed(before, manualRetry, failure);
      const place = tableMs[made + 1];
      expect(after).toMatchObject(
        place === undefined
          ? { state: 'exhausted', nextAttemptAt: null }
          : { state: 'pending', nextAttemptAt: startMs + place, nextAttemptType: 'automatic_retry' },
      );
      expect(changed(before, manualRetry, success)).toMatchObject({
        state: 'succeeded',
        nextAttemptAt: null,
      });
    },
  );

  it('places a retry whose moment has passed at the end of the call that failed', () => {
    const late = startMs + 20 * hourMs;
    expect(changed(failed, attempted(late, false))).toMatchObject({
      nextAttemptAt: late + 1_000,
      retriesMade: 1,
    });
  });

  it('keeps what a delivery waits for while it is held', () => {
    const heldFirst = changed(fresh, offline);
    expect(heldFirst).toMatchObject({ state: 'held', nextAttemptType: 'first_call', nextAttemptAt: null });
    expect(changed(heldFirst, released)).toMatchObject({ nextAttemptType: 'first_call', nextAttemptAt: now });
    expect(changed(heldFirst, manualRetry)).toMatchObject({ nextAttemptType: 'first_call' });
    expect(changed(failed, offline, released)).toMatchObject({ nextAttemptType: 'automatic_retry' });
  });
});

/** What a delivery is according to the contract, worked out anew from everything that was done to it. */
interface Model {
  readonly calls: { readonly at: number; readonly endedAt: number; readonly succeeded: boolean }[];
  state: DeliveryState;
  next: { readonly at: number | null; readonly type: AttemptType } | null;
}

function allowed(model: Model, { kind }: DeliveryChange): boolean {
  switch (kind) {
    case 'attempted':
    case 'webhook_offline':
      return model.state === 'pending';
    case 'released':
      return model.state === 'held';
    case 'discarded':
      return model.state === 'pending' || model.state === 'held';
    case 'manual_retry_requested':
      return true;
  }
}

function perform(model: Model, change: DeliveryChange): void {
  switch (change.kind) {
    case 'attempted':
      model.calls.push({ at: change.at, endedAt: change.now, succeeded: change.succeeded });
      afterCall(model);
      return;
    case 'webhook_offline':
      model.state = 'held';
      model.next = { at: null, type: model.next?.type ?? 'first_call' };
      return;
    case 'released':
      model.state = 'pending';
      model.next = { at: change.now, type: model.next?.type ?? 'first_call' };
      return;
    case 'discarded':
      model.state = 'discarded';
      model.next = null;
      return;
    case 'manual_retry_requested':
      model.state = 'pending';
      model.next = { at: change.now, type: model.calls.length === 0 ? 'first_call' : 'manual_retry' };
  }
}

function afterCall(model: Model): void {
  const { calls } = model;
  const last = calls.at(-1);
  const place = tableMs[calls.length - 1];
  model.next = null;
  if (calls.some((call) => call.succeeded)) model.state = 'succeeded';
  else if (place === undefined || last === undefined) model.state = 'exhausted';
  else {
    model.state = 'pending';
    model.next = { at: Math.max(last.endedAt, (calls[0]?.at ?? 0) + place), type: 'automatic_retry' };
  }
}

type StepKind = 'success' | 'failure' | Exclude<DeliveryChange['kind'], 'attempted'>;

const stepKinds: readonly StepKind[] = [
  'success',
  'failure',
  'failure',
  'manual_retry_requested',
  'webhook_offline',
  'released',
  'discarded',
];

const step = fc.record({
  kind: fc.constantFrom(...stepKinds),
  afterMs: fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 30 * hourMs })),
});

function changeOf(kind: StepKind, now: number): DeliveryChange {
  switch (kind) {
    case 'success':
    case 'failure':
      return attempted(now, kind === 'success');
    case 'manual_retry_requested':
    case 'released':
      return { kind, now };
    case 'webhook_offline':
    case 'discarded':
      return { kind };
  }
}

describe('whatever is done to a delivery', () => {
  it('it is what the contract makes of its calls, and its invariants hold', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const model: Model = { calls: [], state: 'pending', next: { at: startMs, type: 'first_call' } };
        let delivery = newDelivery(startMs);
        let now = startMs;
        for (const { kind, afterMs } of steps) {
          now += afterMs;
          const change = changeOf(kind, now);
          const before = structuredClone(delivery);
          const after = applyChange(delivery, change);
          expect(delivery).toEqual(before);
          expect(after !== null).toBe(allowed(model, change));
          if (after === null) continue;
          perform(model, change);
          expectSame(after, model);
          expectInvariants(delivery, after);
          delivery = after;
          if (change.kind === 'attempted') now = change.now;
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

function expectSame(delivery: DeliveryProgress, { calls, state, next }: Model): void {
  expect(delivery).toEqual({
    state,
    attemptCount: calls.length,
    retriesMade: Math.max(0, calls.length - 1),
    firstAttemptAt: calls[0]?.at ?? null,
    lastAttemptAt: calls.at(-1)?.at ?? null,
    deliveredAt: calls.find((call) => call.succeeded)?.endedAt ?? null,
    nextAttemptAt: next?.at ?? null,
    nextAttemptType: next?.type ?? null,
  });
  expect(retryCountOfNext(delivery)).toBe(calls.length);
}

function expectInvariants(before: DeliveryProgress, after: DeliveryProgress): void {
  expect(after.nextAttemptAt !== null).toBe(after.state === 'pending');
  expect(after.nextAttemptType !== null).toBe(after.state === 'pending' || after.state === 'held');
  if (before.deliveredAt !== null) expect(after.deliveredAt).toBe(before.deliveredAt);
  if (after.deliveredAt !== null) expect(after.nextAttemptType).not.toBe('automatic_retry');
  if (after.state === 'succeeded') expect(after.deliveredAt).not.toBeNull();
  if (after.state === 'exhausted') expect(after.deliveredAt).toBeNull();
}
