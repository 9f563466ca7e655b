import { createdAt, type RecordKind, type StoredRecord } from '../../../domain/record.ts';

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

/** Dotfile's `User`. `suspended_at` is null for whoever is not suspended, which the published shape does not foresee. */
export function userResource(record: StoredRecord<UserDocument>) {
  const { first_name, last_name, email, role, suspended_at } = record.document;
  return {
    id: record.id,
    first_name,
    last_name,
    email,
    role,
    created_at: new Date(createdAt(record)).toISOString(),
    suspended_at,
  };
}
