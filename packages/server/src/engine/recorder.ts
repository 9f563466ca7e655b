/**
 * Writes outcomes in batches: gathered for `gatherMs`, one statement a batch, `writesMax` batches at once.
 *
 * An outcome is queued, being written, or written; it leaves memory only when the database has it. While the
 * database is away a batch is tried again until it is back, and `full` tells the sender to start nothing more.
 * Invariant: a hand-off is named as finished only where each of its deliveries is written or in the batch that
 * names it. A batch that is still being written counts for nothing: it may yet be lost.
 */
import type { Handoff } from '../domain/delivery-task.ts';
import type { HandoffKey } from '../store/outcomes.ts';
import type { Performed } from './perform.ts';

export interface RecorderOptions {
  /** Writes one batch; rejects with the database's error. `again`: an earlier try may have been committed. */
  readonly write: (
    batch: readonly Performed[],
    finished: readonly HandoffKey[],
    again: boolean,
  ) => Promise<void>;
  /** Called after the commit of a batch. */
  readonly written: (batch: readonly Performed[]) => void;
  /** True where the same statement may succeed later: the database is away, a deadlock. */
  readonly isTransient: (error: unknown) => boolean;
  readonly failed: (error: unknown, lost: Performed | null) => void;
}

export const gatherMs = 3;
export const batchMax = 500;
export const writesMax = 2;
export const backlogMax = 4_000;
const retryDelayMs = 250;

export class Recorder {
  readonly #options: RecorderOptions;
  #queue: Performed[] = [];
  /** Hand-offs whose last deliveries were written side by side, so that neither batch could name them. */
  #finished: Handoff[] = [];
  #writing = 0;
  #unwritten = 0;
  #timer: NodeJS.Timeout | null = null;
  readonly #drained = new Set<() => void>();

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  get full(): boolean {
    return this.#unwritten >= backlogMax;
  }

  get backlog(): number {
    return this.#unwritten;
  }

  add(performed: Performed): void {
    this.#queue.push(performed);
    this.#unwritten++;
    this.#schedule();
  }

  /** Resolves when everything added so far is in the database. */
  async drain(): Promise<void> {
    if (this.#unwritten > 0) await new Promise<void>((resolve) => this.#drained.add(resolve));
  }

  #schedule(): void {
    if (this.#timer !== null || this.#writing >= writesMax) return;
    if (this.#queue.length === 0 && this.#finished.length === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#writeNext();
    }, gatherMs);
  }

  async #writeNext(): Promise<void> {
    const batch = this.#queue.splice(0, batchMax);
    if (batch.length === 0 && this.#finished.length === 0) return;
    this.#writing++;
    this.#schedule();
    await this.#write(batch);
    this.#writing--;
    this.#unwritten -= batch.length;
    if (this.#unwritten === 0) for (const resolve of this.#drained) resolve();
    if (this.#unwritten === 0) this.#drained.clear();
    this.#schedule();
  }

  async #write(batch: readonly Performed[], triedBefore = false): Promise<void> {
    // In id order, so that two batches that touch the same rows never wait for each other in a circle.
    const ordered = batch.toSorted((a, b) => (a.task.id < b.task.id ? -1 : 1));
    const leftover = this.#finished.splice(0);
    const finished = new Set([...leftover, ...finishedBy(ordered)]);
    for (let again = triedBefore; ; again = true) {
      try {
        await this.#options.write(ordered, [...finished], again);
        this.#written(ordered, finished);
        return;
      } catch (error) {
        if (this.#options.isTransient(error)) {
          this.#options.failed(error, null);
          await new Promise((resolve) => setTimeout(resolve, retryDelayMs));
          continue;
        }
        this.#finished.push(...leftover);
        const [only] = ordered;
        if (ordered.length <= 1) {
          // A row that the database refuses is a bug: it is reported, and the delivery stays due for a rescue.
          this.#options.failed(error, only ?? null);
          return;
        }
        const middle = ordered.length >> 1;
        await this.#write(ordered.slice(0, middle), again);
        await this.#write(ordered.slice(middle), again);
        return;
      }
    }
  }

  #written(batch: readonly Performed[], named: ReadonlySet<Handoff>): void {
    for (const { task } of batch) {
      const { handoff } = task;
      if (handoff === null) continue;
      handoff.open.delete(task);
      if (handoff.open.size === 0 && !named.has(handoff)) this.#finished.push(handoff);
    }
    if (batch.length > 0) this.#options.written(batch);
  }
}

/** The hand-offs whose open deliveries are all in this batch. */
function finishedBy(batch: readonly Performed[]): Handoff[] {
  const counts = new Map<Handoff, number>();
  for (const { task } of batch) {
    if (task.handoff !== null) counts.set(task.handoff, (counts.get(task.handoff) ?? 0) + 1);
  }
  return [...counts].flatMap(([handoff, count]) => (count === handoff.open.size ? [handoff] : []));
}
