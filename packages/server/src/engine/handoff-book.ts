/**
 * This process's hand-offs in the order in which they were taken, and the service that makes deliveries visible
 * which have been queued or in flight for a second: it writes them as pending rows, leased to this process, and
 * deletes their hand-offs.
 *
 * A hand-off is listed until all its deliveries are written, until it was made visible, or until it is given up.
 */
import type { DeliveryTask, Handoff } from '../domain/delivery-task.ts';
import type { HandoffKey } from '../store/outcomes.ts';
import type { DeliveryKey } from '../store/publication.ts';

export const invisibleMsMax = 1_000;
const rowsPerWriteMax = 1_000;

export type PendingRow = DeliveryKey & { readonly workspaceId: string; readonly dueAt: number };

export class HandoffBook {
  #handoffs: { readonly handoff: Handoff; readonly takenAt: number }[] = [];
  #writing: Promise<unknown> = Promise.resolve();
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

  /** Ids of the hand-offs listed. */
  get ids(): readonly string[] {
    return this.#handoffs.map(({ handoff }) => handoff.id);
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
