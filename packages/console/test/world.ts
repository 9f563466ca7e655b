import type { Person, WorkspaceWithKey } from './installation.ts';

/** What there has to be so that every screen can be opened with something to see. */
export interface World {
  readonly baseUrl: string;
  readonly owner: Person;
  /** A viewer of `workspace`. */
  readonly viewer: Person;
  /** Of Dotfile's dialect: it has records, several webhooks and deliveries. */
  readonly workspace: WorkspaceWithKey;
  /** Of the standard dialect, with event types of its own. */
  readonly standard: WorkspaceWithKey;
  /** Nothing is in it. */
  readonly empty: WorkspaceWithKey;
  /** In `workspace`. */
  readonly ids: WorldIds;
  /** Of an invitation that nobody has used. */
  readonly invitationLink: string;
}

export interface WorldIds {
  readonly healthyWebhook: string;
  readonly failingWebhook: string;
  /** Offline, with deliveries held. */
  readonly offlineWebhook: string;
  readonly delivered: string;
  /** A delivery with failed attempts. */
  readonly failed: string;
  readonly event: string;
  readonly record: string;
}
