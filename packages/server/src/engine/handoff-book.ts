/**
 * This process's hand-offs in the order in which they were taken, and the service that makes deliveries visible
 * which have been queued or in flight for a second: it writes them as pending rows, leased to this process, and
 * deletes their hand-offs.
 *
 * A hand-off is listed until all its deliveries are written, until it was made visible, or until it is forgotten.
 *
 * Beside them stand the hand-offs that were never taken, because their recording failed. Where the database carried
 * it out and could not say so, the hand-off is stray: the rescuer makes its deliveries due.
 */
import type { DeliveryTask, Handoff } from '../domain/delivery-task.ts';
import { idFloor } from '../domain/id.ts';
import type { HandoffKey } from '../store/outcomes.ts';
import type { DeliveryKey } from '../store/publication.ts';
import type { StrayHandoffs } from '../store/rescue.ts';

export const invisibleMsMax = 1_000;
const rowsPerWriteMax = 1_000;
/** Longer than any statement may take: who recorded a hand-off so long ago has it listed, or will never take it. */
export const strayAfterMs = 60_000;
/** Of those given up; one that finds no room is stray when it is old enough. */
export const givenUpMax = 1_000;

export type PendingRow = DeliveryKey & { readonly workspaceId: string; readonly dueAt: number };

export class HandoffBook {
  #handoffs: { readonly handoff: Handoff; readonly takenAt: number }[] = [];
  #writing: Promise<unknown> = Promise.resolve();
  readonly #givenUp = new Set<string>();
  readonly #write: (pending: readonly PendingRow[], finished: readonly HandoffKey[]) => Promise<void>;

  constructor(write: (pending: readonly PendingRow[], finished: readonly HandoffKey[]) => Promise<void>) {
    this.#write = write;
  }

  add(tasks: readonly DeliveryTask[]): void {
    let last: Handoff | null = null;
    for (const task of tasks) {
      if (task.handoff === null || task.handoff === last) continue;
      last = task.handoff;
      this.#handoffs.push({ handoff: last, takenAt: task.takenAt });
    }
  }

  /** The recording of a hand-off failed. When many fail, the first are those that may have been carried out. */
  giveUp(handoffId: string): void {
    if (this.#givenUp.size < givenUpMax) this.#givenUp.add(handoffId);
  }

  /** Hand-offs of `owner`, this process, that may be in the database although nobody makes their deliveries. */
  stray(owner: string, now: number): StrayHandoffs {
    const before = idFloor(now - strayAfterMs);
    for (const id of this.#givenUp) if (id < before) this.#givenUp.delete(id);
    const except = this.#handoffs.map(({ handoff }) => handoff.id);
    return { owner, before, except, givenUp: [...this.#givenUp] };
  }

  /** Writes what was taken before `now - invisibleMsMax`; answers how many deliveries it made visible. */
  async makeVisible(now: number): Promise<number> {
    this.#handoffs = this.#handoffs.filter(({ handoff }) => handoff.open.size > 0);
    let visible = 0;
    for (;;) {
      const batch = this.#takeBatch(now - invisibleMsMax);
      if (batch.length === 0) return visible;
      // In id order, so that this and a batch of outcomes never wait for each other in a circle.
      const tasks = batch.flatMap(({ handoff }) => [...handoff.open]).sort((a, b) => (a.id < b.id ? -1 : 1));
      this.#writing = this.#write(
        tasks.map(pendingRow),
        batch.map(({ handoff }) => handoff),
      );
      await this.#writing;
      for (const task of tasks) task.handoff = null;
      const written = new Set(batch);
      this.#handoffs = this.#handoffs.filter((listed) => !written.has(listed));
      visible += tasks.length;
    }
  }

  /** Nothing listed so far is made visible any more; resolves when no write of it is under way. */
  async forget(): Promise<void> {
    this.#handoffs = [];
    await this.#writing.catch(() => {});
  }

  #takeBatch(before: number): { readonly handoff: Handoff; readonly takenAt: number }[] {
    const batch: { readonly handoff: Handoff; readonly takenAt: number }[] = [];
    let rows = 0;
    for (const listed of this.#handoffs) {
      if (listed.takenAt > before || rows >= rowsPerWriteMax) break;
      if (listed.handoff.open.size === 0) continue;
      batch.push(listed);
      rows += listed.handoff.open.size;
    }
    return batch;
  }
}

function pendingRow(task: DeliveryTask): PendingRow {
  return {
    workspaceId: task.workspaceId,
    id: task.id,
    eventId: task.event.id,
    webhookId: task.webhookId,
    type: task.wire.type,
    subType: task.wire.subType,
    dueAt: task.takenAt,
  };
}
