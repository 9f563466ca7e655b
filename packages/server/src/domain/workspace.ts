/** A tenant: everything else belongs to exactly one. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  /** The name of its dialect, which decides its catalogue and what its webhooks receive. */
  readonly dialect: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}
