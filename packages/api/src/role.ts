import { z } from 'zod';

/** What a member of a workspace may do there, least first: each may what those before it may. */
export const roles = ['viewer', 'operator', 'owner'] as const;
export type Role = (typeof roles)[number];
export const role = z.enum(roles);

/** What a role is asked for, with the least role that may do it. */
export const actionRoles = {
  /** See webhooks, events, deliveries, records and statistics, without secrets. */
  read: 'viewer',
  /** See webhooks' signing secrets. */
  read_secrets: 'operator',
  /** Change, test and switch webhooks, resend deliveries, publish events, edit event types. */
  operate: 'operator',
  manage_keys: 'owner',
  manage_members: 'owner',
  read_audit: 'owner',
  read_settings: 'owner',
  edit_workspace: 'owner',
} as const satisfies Readonly<Record<string, Role>>;
export type Action = keyof typeof actionRoles;

/** Whether a member with the role may do it. */
export function can(role: Role, action: Action): boolean {
  return roles.indexOf(role) >= roles.indexOf(actionRoles[action]);
}

/** Below these paths more is needed than the method says. */
const guardedPaths: readonly (readonly [path: string, action: Action])[] = [
  ['/keys', 'manage_keys'],
  ['/members', 'manage_members'],
  ['/invitations', 'manage_members'],
  ['/audit', 'read_audit'],
  ['/settings', 'read_settings'],
];

/**
 * What a route of a workspace asks of its caller. `path` stands below /api/v1: "/webhooks/:id". What is not named
 * here may be read by every member and changed by operators.
 */
export function actionOfRoute(method: string, path: string): Action {
  const guarded = guardedPaths.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`));
  if (guarded !== undefined) return guarded[1];
  if (method === 'GET' || method === 'HEAD') return 'read';
  return path === '/workspace' ? 'edit_workspace' : 'operate';
}
