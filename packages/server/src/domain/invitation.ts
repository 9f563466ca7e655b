import { dayMs } from './day.ts';
import type { Role } from './member.ts';

/** A one-time link into a workspace; times in milliseconds since the epoch. */
export interface Invitation {
  readonly workspaceId: string;
  readonly id: string;
  readonly role: Role;
  /** Only this address can use it; null: whoever has the link. */
  readonly email: string | null;
  readonly expiresAt: number;
  readonly createdAt: number;
}

/** A one-time link to the installation itself. */
export interface AccessLink {
  readonly id: string;
  /** `setup` makes the first account; `sign_in` signs in to `userId`. */
  readonly kind: 'setup' | 'sign_in';
  /** Null for `setup`. */
  readonly userId: string | null;
  readonly expiresAt: number;
  readonly createdAt: number;
}

export const invitationsPerWorkspaceMax = 100;
export const invitationLifetimeMs = 7 * dayMs;
export const accessLinkLifetimeMs = dayMs;
