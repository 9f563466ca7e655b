import { type AuditChange, boundedValues } from '../domain/audit.ts';
import { idTime } from '../domain/id.ts';
import { insertAuditEntries } from '../store/audit.ts';
import type { Sql } from '../store/database.ts';
import { listMemberships } from '../store/members.ts';
import type { AppContext } from './context.ts';

type AuditContext = Pick<AppContext, 'actor' | 'newId'>;

const nameLengthMax = 300;

/** Remembers changes of a workspace as the actor's of the context, within the transaction that makes them. */
export async function audit(
  context: AuditContext,
  sql: Sql,
  workspaceId: string,
  ...changes: readonly AuditChange[]
): Promise<void> {
  const entries = changes.map(({ action, target, before, after }) => {
    const id = context.newId();
    return {
      workspaceId,
      id,
      at: idTime(id),
      actor: { ...context.actor, name: context.actor.name.slice(0, nameLengthMax) },
      action,
      target: { ...target, name: target.name.slice(0, nameLengthMax) },
      before: boundedValues(before),
      after: boundedValues(after),
    };
  });
  await insertAuditEntries(sql, entries);
}

/** The same in every workspace that the person is a member of: what a person does to the own account. */
export async function auditOfPerson(
  context: AuditContext,
  sql: Sql,
  userId: string,
  change: AuditChange,
): Promise<void> {
  for (const { workspace } of await listMemberships(sql, userId)) {
    await audit(context, sql, workspace.id, change);
  }
}
