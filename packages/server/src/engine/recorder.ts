/**
 * Writes outcomes in batches: gathered for `gatherMs`, one statement a batch, `writesMax` batches at once.
 *
 * An outcome is queued, being written, or written; it leaves memory only when the database has it. While the
 * database is away a batch is tried again until it is back, and `full` tells the sender to start nothing more.
 * Invariant: a hand-off is named as finished only in the batch that writes the last of its open deliveries.
 */
import type { HandoffKey } from '../store/outcomes.ts';
import type { Performed } from './perform.ts';

export interface RecorderOptions {
  /** Writes one batch; rejects with the database's error. */
  readonly write: (batch: readonly Performed[], finished: readonly HandoffKey[]) => Promise<void>;
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
    if (this.#timer !== null || this.#writing >= writesMax || this.#queue.length === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#writeNext();
    }, gatherMs);
  }

  async #writeNext(): Promise<void> {
    const batch = this.#queue.splice(0, batchMax);
    if (batch.length === 0) return;
    this.#writing++;
    this.#schedule();
    await this.#write(batch);
    this.#writing--;
    this.#unwritten -= batch.length;
    if (this.#unwritten === 0) for (const resolve of this.#drained) resolve();
    if (this.#unwritten === 0) this.#drained.clear();
    this.#schedule();
  }

  async #write(batch: readonly Performed[]): Promise<void> {
    // In id order, so that two batches that touch the same rows never wait for each other in a circle.
    const ordered = batch.toSorted((a, b) => (a.task.id < b.task.id ? -1 : 1));
    const finished = closeHandoffs(ordered);
    for (;;) {
      try {
        await this.#options.write(ordered, finished);
        for (const { task } of ordered) task.handoff?.open.delete(task);
        this.#options.written(ordered);
        return;
      } catch (error) {
        if (this.#options.isTransient(error)) {
          this.#options.failed(error, null);
          await new Promise((resolve) => setTimeout(resolve, retryDelayMs));
          continue;
        }
        reopenHandoffs(ordered);
        const [only] = ordered;
        if (ordered.length === 1 && only !== undefined) {
          // A row that the database refuses is a bug: it is reported, and the delivery stays due for a rescue.
          this.#options.failed(error, only);
          return;
        }
        const middle = ordered.length >> 1;
        await this.#write(ordered.slice(0, middle));
        await this.#write(ordered.slice(middle));
        return;
      }
    }
  }
}

/** The hand-offs whose last open delivery is in this batch. */
function closeHandoffs(batch: readonly Performed[]): HandoffKey[] {
  const finished: HandoffKey[] = [];
  for (const { task } of batch) {
    if (task.handoff === null) continue;
    task.handoff.unbatched--;
    if (task.handoff.unbatched === 0) finished.push(task.handoff);
  }
  return finished;
}

function reopenHandoffs(batch: readonly Performed[]): void {
  for (const { task } of batch) if (task.handoff !== null) task.handoff.unbatched++;
}
