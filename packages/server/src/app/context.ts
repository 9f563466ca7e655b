import type { SecretBox } from '../domain/secret-box.ts';
import type { Database } from '../store/database.ts';

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
}

/** Which URLs webhooks may have. The same rule is applied again to the address that is dialled. */
export interface TargetPolicy {
  /** True with --dev: http as well as https, and loopback addresses. */
  readonly dev: boolean;
  /** CIDR blocks that are allowed although they are not public. */
  readonly allowedNetworks: readonly string[];
}
