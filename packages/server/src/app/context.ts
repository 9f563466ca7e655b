import type { Actor } from '../domain/actor.ts';
import type { NoteChange } from '../domain/change.ts';
import type { SecretBox } from '../domain/secret-box.ts';
import type { TargetPolicy } from '../domain/target-address.ts';
import type { Database } from '../store/database.ts';

export type { TargetPolicy };

/** What every use case is given: the outside world as values, so that tests choose clock and randomness. */
export interface AppContext {
  readonly sql: Database;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** A fresh UUIDv7 of `now`. */
  readonly newId: () => string;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly secretBox: SecretBox;
  readonly targets: TargetPolicy;
  /** Who makes the changes, for the audit. */
  readonly actor: Actor;
  /** Tells whoever looks at the workspace, in whatever process, that something changed; after the commit. */
  readonly changed: NoteChange;
}
