import type { RecordKind, StoredRecord } from '../domain/record.ts';
import type { Sql } from './database.ts';
import { termOf } from './record-terms.ts';

/**
 * Makes the changes of a tree take turns until the transaction ends, and answers the id of its root. `key` is the id
 * or, where none has it, the external id of any record of the kind. Null where there is none.
 */
export async function lockTree(
  sql: Sql,
  workspaceId: string,
  kind: string,
  key: RecordKey,
): Promise<LockedTree | null> {
  const found = await sql<{ id: string; root_id: string }[]>`
    select id, root_id from records
    where workspace_id = ${workspaceId} and kind = ${kind}
      and (id = ${key.id} or external_id = ${key.externalId})
    order by id = ${key.id} desc nulls last limit 1`;
  const record = found[0];
  if (record === undefined) return null;
  // Not the row's whole lock: members may be inserted by whoever holds this one.
  const locked = await sql`
    select from records where workspace_id = ${workspaceId} and id = ${record.root_id} for no key update`;
  return locked.count === 0 ? null : { id: record.id, rootId: record.root_id };
}

/** How a caller names a record: by what may be an id, and by what may be an external id. */
export interface RecordKey {
  /** A UUID, or null where the name cannot be one. */
  readonly id: string | null;
  readonly externalId: string | null;
}

export interface LockedTree {
  readonly id: string;
  readonly rootId: string;
}

/** The root and, of the kinds named, everything below it, oldest first. */
export async function readTree(
  sql: Sql,
  workspaceId: string,
  rootId: string,
  kinds: readonly string[],
): Promise<readonly StoredRecord[]> {
  const rows = await sql<RecordRow[]>`
    ${selectRecords(sql)}
    where r.workspace_id = ${workspaceId} and r.root_id = ${rootId}
      and (r.id = ${rootId} or r.kind = any(${[...kinds]}))
    order by r.id`;
  return rows.map(recordOf);
}

/** Null where the workspace has no such record of the kind. By the id first, as `lockTree`. */
export async function findRecord<Document>(
  sql: Sql,
  workspaceId: string,
  kind: RecordKind<Document>,
  key: RecordKey,
): Promise<StoredRecord<Document> | null> {
  const rows = await sql<RecordRow<Document>[]>`
    ${selectRecords(sql)}
    where r.workspace_id = ${workspaceId} and r.kind = ${kind.name}
      and (r.id = ${key.id} or r.external_id = ${key.externalId})
    order by r.id = ${key.id} desc nulls last limit 1`;
  return rows[0] === undefined ? null : recordOf(rows[0]);
}

/** Those of the kind that have one of the external ids, oldest first. */
export async function findByExternalIds<Document>(
  sql: Sql,
  workspaceId: string,
  kind: RecordKind<Document>,
  externalIds: readonly string[],
): Promise<readonly StoredRecord<Document>[]> {
  if (externalIds.length === 0) return [];
  const rows = await sql<RecordRow<Document>[]>`
    ${selectRecords(sql)}
    where r.workspace_id = ${workspaceId} and r.kind = ${kind.name}
      and r.external_id = any(${[...externalIds]})
    order by r.id`;
  return rows.map(recordOf);
}

/**
 * The one of the kind that has the value among its terms of the field; of several, the one that was created first. All
 * that have it are looked up before they are put in order: their number is not known to the planner, and a scan in the
 * order of creation would read every record where there are few.
 */
export async function findByTerm<Document>(
  sql: Sql,
  workspaceId: string,
  kind: RecordKind<Document>,
  field: string,
  value: string,
): Promise<StoredRecord<Document> | null> {
  const rows = await sql<RecordRow<Document>[]>`
    with found as materialized (
      select id from records
      where workspace_id = ${workspaceId} and kind = ${kind.name} and terms @> ${[termOf(field, value)]}
    )
    ${selectRecords(sql)}
    where r.workspace_id = ${workspaceId} and r.id = (select id from found order by id limit 1)`;
  return rows[0] === undefined ? null : recordOf(rows[0]);
}

export interface RecordRow<Document = unknown> {
  readonly id: string;
  readonly kind: string;
  readonly parent_id: string | null;
  readonly root_id: string;
  readonly version: number;
  readonly updated_at: number;
  readonly document: Document;
}

/** Records as `r` with their documents as `d`; what follows is a `where`. */
export function selectRecords(sql: Sql) {
  return sql`
    select r.id, r.kind, r.parent_id, r.root_id, r.version, r.updated_at, d.document
    from records r join record_documents d on d.workspace_id = r.workspace_id and d.id = r.id`;
}

export function recordOf<Document>(row: RecordRow<Document>): StoredRecord<Document> {
  return {
    id: row.id,
    kind: row.kind,
    parentId: row.parent_id,
    rootId: row.root_id,
    version: row.version,
    updatedAt: row.updated_at,
    document: row.document,
  };
}
