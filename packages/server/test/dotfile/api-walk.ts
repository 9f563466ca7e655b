import { z } from 'zod';
import { createDueRecords, type DueRecords } from '../../src/engine/due-records.ts';
import { dueChanges } from '../../src/vendors/dotfile/records/due-changes.ts';
import { untilSettled } from '../settled.ts';
import { until } from '../until.ts';
import { answerShapes } from './answer-shapes.ts';
import { type ReceivedCall, type RecordsRig, recordsRig } from './records-rig.ts';

/** Requests by their routes, each of whose answers has to have the shape of its route; and the clock. */
export interface ApiWalk {
  readonly rig: RecordsRig;
  /** "PATCH /cases/{id}" with the values of its placeholders in their order. Throws where it is refused. */
  readonly ask: (
    route: string,
    ids?: readonly string[],
    body?: unknown,
    query?: string,
  ) => Promise<AnsweredBody>;
  /** What was answered so far, in its order. */
  readonly answers: readonly WalkAnswer[];
  /** What is due at that time happens, as far as the clock of a process has to see to it. */
  readonly wakeAt: (ms: number) => void;
  /** The calls since this was last asked, once all that was recorded has been sent. At least `eventsMin` events. */
  readonly received: (eventsMin: number) => Promise<readonly ReceivedCall[]>;
  readonly close: () => Promise<void>;
}

export interface WalkAnswer {
  readonly route: string;
  readonly status: number;
  readonly body: unknown;
}

/** An empty answer and one without an id have the id ''. */
export interface AnsweredBody {
  readonly id: string;
  readonly [property: string]: unknown;
}

const startMs = Date.parse('2026-11-22T10:00:00.250Z');
const answered = z.looseObject({ id: z.string().default('') });

export async function apiWalk(): Promise<ApiWalk> {
  const rig = await recordsRig({ startMs });
  const answers: WalkAnswer[] = [];
  let clock: DueRecords | null = null;
  let eventsBefore = 0;
  let taken = 0;
  return {
    rig,
    answers,
    async ask(route, ids = [], body, query = '') {
      const shape = answerShapes.get(route);
      if (shape === undefined) throw new Error(`${route} has no shape.`);
      // Later than whatever was before, so that the time of each change is the clock's.
      rig.clock.advance(1_000);
      const [method = '', path = ''] = route.split(' ');
      const { status, text } = await rig.call(method, `${filled(path, ids)}${query}`, { body });
      if (status !== shape.status) throw new Error(`${route}: ${status} ${text}`);
      const json: unknown = text === '' ? null : JSON.parse(text);
      answers.push({ route, status, body: json });
      if (shape.schema !== null) shape.schema.parse(json);
      else if (text !== '') throw new Error(`${route} has a body: ${text}`);
      return answered.parse(json ?? {});
    },
    wakeAt(ms) {
      rig.clock.set(Math.max(ms, rig.clock.now()));
      clock ??= startedClock(rig);
      clock.wake();
    },
    async received(eventsMin) {
      await until(async () => (await rig.eventCount()) >= eventsBefore + eventsMin);
      eventsBefore = await rig.eventCount();
      await untilSettled(rig.database.sql, rig.workspaceId);
      const calls = rig.sink.received.slice(taken).map(({ path, body }) => ({
        name: path.slice(1),
        body: JSON.parse(body),
      }));
      taken += calls.length;
      return calls;
    },
    async close() {
      await clock?.stop();
      await rig.close();
    },
  };
}

function startedClock(rig: RecordsRig): DueRecords {
  const clock = createDueRecords({
    sql: rig.database.sql,
    now: rig.clock.now,
    changes: dueChanges({ context: rig.engine.context, changeRecords: rig.changeRecords }),
    metrics: rig.engine.metrics,
    log: {
      info: () => {},
      warn: (fields) => {
        throw new Error(JSON.stringify(fields));
      },
    },
  });
  clock.start();
  return clock;
}

function filled(path: string, ids: readonly string[]): string {
  const values = ids.values();
  return path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(values.next().value ?? ''));
}
