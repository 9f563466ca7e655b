import type { Workspace } from './workspace.ts';

/** What a member may do in a workspace, least first. */
export const roles = ['viewer', 'operator', 'owner'] as const;
export type Role = (typeof roles)[number];

/** Of two roles, the one that may more. */
export function higherRole(one: Role, other: Role): Role {
  return roles.indexOf(one) >= roles.indexOf(other) ? one : other;
}

/** A person's account; times in milliseconds since the epoch. */
export interface User {
  readonly id: string;
  /** In lower case. */
  readonly email: string;
  readonly name: string;
  /** Owner of every workspace, and may create workspaces. */
  readonly installationOwner: boolean;
  readonly lastSeenAt: number | null;
  readonly createdAt: number;
}

/** A person in a workspace. */
export interface Member {
  readonly user: User;
  readonly role: Role;
  /** Since when. */
  readonly createdAt: number;
}

/** A workspace as one of its members sees it. */
export interface Membership {
  readonly workspace: Workspace;
  readonly role: Role;
}

export const membersPerWorkspaceMax = 500;
/** Of one account; more are not listed. */
export const membershipsListedMax = 1_000;
