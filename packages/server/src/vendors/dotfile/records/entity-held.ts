/** What an individual or a company holds, as its image shows it. */
export interface Held {
  /** Dotfile's `Check`, oldest first. */
  readonly checks: readonly object[];
  /** Dotfile's `DocumentOrder`, oldest first; individuals have none. */
  readonly documentOrders: readonly object[];
}
