import { type Dialect, dotfile, type HealthState } from '@belfry/dialects';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newDelivery } from '../domain/delivery.ts';
import { healthCalls, markReported, noteSuccesses } from './health-calls.ts';
import type { Performed } from './perform.ts';
import { type HealthCall, SuccessBook, webhooksMax } from './success-book.ts';

const webhookId = 'w';
const offlineAfter = 3;

/** Offline at the third failure in a row: every success that is left out at the wrong moment shows. */
const inARow: Dialect = {
  ...dotfile,
  health: {
    ...dotfile.health,
    tracksSuccess: true,
    record: (state, call) => {
      const row = call.succeeded ? 0 : Number(state['row'] ?? 0) + 1;
      return { state: { row }, offline: row >= offlineAfter ? 'Three in a row.' : null };
    },
  },
};

test('the health of a webhook is what it would be if every success were recorded, at each failure and in the end', () => {
  const call = fc.record({ succeeded: fc.boolean(), endsBatch: fc.boolean(), reports: fc.boolean() });
  fc.assert(
    fc.property(fc.array(call, { maxLength: 60 }), (sequence) => {
      const book = new SuccessBook();
      const recorder = recorderOf();
      let batch: Performed[] = [];
      const write = (): void => {
        noteSuccesses(book, batch);
        const failed = batch.filter((one) => one.call?.succeeded === false);
        const calls = healthCalls(failed, batch, book);
        recorder.record(calls.get(webhookId) ?? []);
        markReported(book, calls, 0);
        batch = [];
      };
      const report = (): void => {
        for (const { newest } of book.unreported()) {
          recorder.record([newest]);
          book.reported(webhookId, newest, 0);
        }
      };
      for (const [at, { succeeded, endsBatch, reports }] of sequence.entries()) {
        batch.push(performed(at, succeeded));
        if (endsBatch || reports) write();
        if (reports) report();
      }
      write();
      report();
      const whole = recorderOf();
      whole.record(sequence.map(({ succeeded }, at) => ({ succeeded, statusCode: 0, at })));
      expect(recorder.state()).toEqual(whole.state());
      expect(recorder.offlineAt).toEqual(whole.offlineAt);
      expect(book.unreported()).toEqual([]);
    }),
  );
});

test('a failure that is written after a later success is followed by that success', () => {
  const book = new SuccessBook();
  noteSuccesses(book, [performed(11, true)]);
  for (const { newest } of book.unreported()) book.reported(webhookId, newest, 11);
  const failure = performed(10, false);
  const calls = healthCalls([failure], [failure], book).get(webhookId) ?? [];
  expect(calls.toSorted((a, b) => a.at - b.at).map(({ succeeded }) => succeeded)).toEqual([false, true]);
});

test('test calls and dialects whose health success does not change leave no trace in the book', () => {
  const book = new SuccessBook();
  const test = performed(1, true);
  noteSuccesses(book, [{ ...test, task: { ...test.task, test: true } }, performed(1, true, dotfile)]);
  expect(book.unreported()).toEqual([]);
  expect(book.successesOf(webhookId, 0)).toEqual([]);
});

test('the book holds so many webhooks and no more', () => {
  const book = new SuccessBook();
  for (let index = 0; index <= webhooksMax; index++) {
    const { task, call } = performed(index, true);
    if (call !== null) book.note({ ...task, webhookId: String(index) }, call);
  }
  expect(book.unreported()).toHaveLength(webhooksMax);
  expect(book.successesOf('0', 0)).toEqual([]);
  expect(book.successesOf('1', 0)).toHaveLength(1);
});

function performed(at: number, succeeded: boolean, dialect = inARow): Performed {
  const wire = { type: 'Case.Created', subType: null };
  const event = { id: 'e', type: wire.type, context: '{}', data: '{}', occurredAt: at };
  const progress = newDelivery(at);
  const task = { workspaceId: 's', id: String(at), webhookId, wire, test: false, event, progress };
  return {
    task: { ...task, takenAt: at, handoff: null },
    outcome: {
      workspaceId: 's',
      id: task.id,
      eventId: 'e',
      webhookId,
      type: wire.type,
      subType: null,
      test: false,
      progress,
      attempt: '{}',
      statusCode: 0,
      errorKind: null,
    },
    call: { dialect, succeeded, statusCode: 0, at, durationMs: 1 },
  };
}

/** What the database would hold, and when the webhook would be set offline. */
function recorderOf() {
  let state: HealthState = {};
  const offlineAt: number[] = [];
  return {
    state: () => ({ row: 0, ...state }),
    offlineAt,
    record(calls: readonly HealthCall[]): void {
      for (const call of calls.toSorted((a, b) => a.at - b.at)) {
        const recorded = inARow.health.record(state, call);
        state = recorded.state;
        if (recorded.offline !== null) offlineAt.push(call.at);
      }
    },
  };
}
