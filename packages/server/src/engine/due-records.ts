/**
 * The clock of the records: finds those whose `dueAt` has come and hands each to its kind's change, which decides
 * under the lock of the record's tree whether there is something to do. So whatever is due happens once, however many
 * processes look, and what came due while none ran happens when one does.
 *
 * There is a lane (`due-lane.ts`) for the quick kinds and one for each slow kind, so that none waits for a rendering.
 */
import type { DueChange } from '../app/due-change.ts';
import { DueLane, type DueLaneOptions } from './due-lane.ts';

export interface DueRecords {
  readonly start: () => void;
  /** Looks now. */
  readonly wake: () => void;
  /** Resolves when the changes under way have ended; none follows. */
  readonly stop: () => Promise<void>;
}

/** Less than the connections that there are for the API's requests. */
const quickAtOnceMax = 4;
const slowAtOnceMax = 1;

/** `changes` has at most one for each kind. */
export function createDueRecords(
  options: Omit<DueLaneOptions, 'changes' | 'atOnceMax'> & { readonly changes: readonly DueChange[] },
): DueRecords {
  const lane = (changes: readonly DueChange[], atOnceMax: number): DueLane =>
    new DueLane({ ...options, changes, atOnceMax });
  const { true: slow = [], false: quick = [] } = Object.groupBy(
    options.changes,
    (change) => `${change.slow}`,
  );
  const lanes = [
    ...(quick.length === 0 ? [] : [lane(quick, quickAtOnceMax)]),
    ...slow.map((change) => lane([change], slowAtOnceMax)),
  ];
  return {
    start() {
      for (const each of lanes) each.start();
    },
    wake() {
      for (const each of lanes) each.wake();
    },
    async stop() {
      await Promise.all(lanes.map((each) => each.stop()));
    },
  };
}
