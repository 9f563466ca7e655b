import type { Result } from '../domain/refusal.ts';

/** What the clock does about the records of one kind whose `dueAt` has come. */
export interface DueChange {
  /** The name of the `RecordKind`. */
  readonly kind: string;
  /** True where it works longer than a change takes, as for a document that is rendered: quick ones do not wait for it. */
  readonly slow: boolean;
  /**
   * Decides under the lock whether the record is still due, and leaves a document that is not due now. Several
   * processes may call it at once, and it is called again after a crash and after a failure. A refusal of not_found
   * says that the record has gone, which is no failure.
   *
   * Slow work stands between two changes: the first moves `dueAt` to when it is to be tried again if this process
   * dies, so that no other process does the same meanwhile; the second writes what came of it.
   */
  readonly perform: (workspaceId: string, id: string) => Promise<Result<unknown>>;
}
