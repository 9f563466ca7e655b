/**
 * Sees to the due records of some kinds. A round takes those that wait longest, `recordsPerRoundMax` at most, and
 * rounds follow each other while there are more; then the lane sleeps until the next record is due, or for `pollMs`, in
 * which others may have written a nearer one.
 *
 * Several trees are worked on at once, the records of one tree one after the other in the order in which they came
 * due. A record whose change fails is left for a while (`due-backoff.ts`) and keeps nobody waiting. Where the database
 * is away the round ends when what was under way has, and the next one takes up the rest.
 */
import type { DueChange } from '../app/due-change.ts';
import type { Sql } from '../store/database.ts';
import { databaseErrorKind } from '../store/database-error.ts';
import { type DueRecord, nextDueAt, readDueRecords } from '../store/due-records.ts';
import { DueBackoff } from './due-backoff.ts';
import { Loop } from './loop.ts';
import type { Metrics } from './metrics.ts';

export interface DueLaneOptions {
  readonly sql: Sql;
  readonly now: () => number;
  /** One for each kind. */
  readonly changes: readonly DueChange[];
  /** How many trees are worked on at once. */
  readonly atOnceMax: number;
  readonly metrics: Pick<Metrics, 'dueRecords' | 'dueRecordFailures' | 'dueRecordLagSeconds'>;
  readonly log: {
    readonly info: (fields: object, message: string) => void;
    readonly warn: (fields: object, message: string) => void;
  };
}

const pollMs = 1_000;
const recordsPerRoundMax = 100;

export class DueLane {
  readonly #options: DueLaneOptions;
  readonly #changes: ReadonlyMap<string, DueChange>;
  readonly #kinds: readonly string[];
  readonly #backoff = new DueBackoff();
  readonly #loop: Loop;
  #alarm: NodeJS.Timeout | undefined;
  #stopping = false;

  constructor(options: DueLaneOptions) {
    this.#options = options;
    this.#changes = new Map(options.changes.map((change) => [change.kind, change]));
    this.#kinds = [...this.#changes.keys()];
    this.#loop = new Loop({
      name: 'clock of the records',
      everyMs: pollMs,
      run: () => this.#round(),
      failed: (name, error) =>
        options.log.warn({ err: error, chore: name }, `The ${name} failed; it goes on at its next turn.`),
    });
  }

  start(): void {
    this.#loop.start();
  }

  wake(): void {
    this.#loop.wake();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#loop.stop();
    clearTimeout(this.#alarm);
  }

  /** Answers whether there may be more that is due. */
  async #round(): Promise<boolean> {
    const { sql, now, metrics } = this.#options;
    clearTimeout(this.#alarm);
    const startedAt = now();
    const waiting = this.#backoff.waiting(startedAt);
    const due = await readDueRecords(sql, this.#kinds, startedAt, recordsPerRoundMax, waiting);
    const more = due.length === recordsPerRoundMax;
    if (!more) this.#backoff.keep(new Set(due.map(({ id }) => id)), startedAt);
    const oldestAt = due[0]?.dueAt ?? startedAt;
    metrics.dueRecordLagSeconds.set({ kinds: this.#kinds.join(' ') }, (startedAt - oldestAt) / 1000);
    if (due.length > 0) await this.#seeTo(due);
    if (!more) await this.#setAlarm(startedAt);
    return more && !this.#stopping;
  }

  /** Rejects where the database was away, when nothing is under way any more. */
  async #seeTo(due: readonly DueRecord[]): Promise<void> {
    const trees = [...Map.groupBy(due, ({ rootId }) => rootId).values()];
    const seen = { succeeded: 0, failed: 0 };
    let away: unknown = null;
    const seeToTree = async (tree: readonly DueRecord[]): Promise<void> => {
      for (const record of tree) {
        if (this.#stopping || away !== null) return;
        const error = await this.#perform(record);
        if (error === null) seen.succeeded++;
        else seen.failed++;
        if (databaseErrorKind(error) === 'away') away = error;
      }
    };
    const work = async (): Promise<void> => {
      for (let tree = trees.shift(); tree !== undefined; tree = trees.shift()) await seeToTree(tree);
    };
    await Promise.all(Array.from({ length: this.#options.atOnceMax }, work));
    this.#options.log.info({ kinds: this.#kinds, ...seen }, 'Records had come due.');
    if (away !== null) throw away;
  }

  /** Answers why it failed; null: it did not. */
  async #perform(record: DueRecord): Promise<unknown> {
    const { workspaceId, id, kind } = record;
    try {
      const result = await this.#changes.get(kind)?.perform(workspaceId, id);
      if (result?.ok === false && result.refusal.code !== 'not_found') {
        throw new Error(`The change was refused, ${result.refusal.code}: ${result.refusal.message}`);
      }
    } catch (error) {
      this.#failed(record, error);
      return error;
    }
    this.#options.metrics.dueRecords.inc({ kind });
    this.#backoff.settled(id);
    return null;
  }

  #failed({ workspaceId, id, kind }: DueRecord, error: unknown): void {
    const { now, metrics, log } = this.#options;
    metrics.dueRecordFailures.inc({ kind });
    const failures = this.#backoff.failed(id, now());
    const fields = { err: error, workspace_id: workspaceId, record_id: id, kind, failures };
    log.warn(fields, 'What is due of a record could not be done; it is tried again.');
  }

  /** To the moment: polling alone would be up to a second late. */
  async #setAlarm(after: number): Promise<void> {
    const { sql, now } = this.#options;
    const next = await nextDueAt(sql, this.#kinds, after);
    if (next === null || next - now() >= pollMs || this.#stopping) return;
    this.#alarm = setTimeout(() => this.#loop.wake(), Math.max(next - now(), 1));
  }
}
