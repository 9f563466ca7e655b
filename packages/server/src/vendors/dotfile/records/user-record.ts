import type { RecordKind } from '../../../domain/record.ts';

/** A person who works with the workspace's cases. */
export interface UserDocument {
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  /** owner, admin, member, or a role of the workspace's own. */
  readonly role: string;
  readonly suspended_at: string | null;
  readonly last_activity_at: string;
}

/** A user as other objects name them. */
export interface NestedUser {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
}

export const userKind: RecordKind<UserDocument> = {
  name: 'user',
  listing: (document) => ({
    externalId: null,
    name: document.last_name,
    status: document.suspended_at === null ? 'active' : 'suspended',
    terms: {},
    texts: null,
    lastActivityAt: Date.parse(document.last_activity_at),
    dueAt: null,
  }),
};
