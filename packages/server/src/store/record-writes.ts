import type { RecordListing, RecordWrite, StoredRecord } from '../domain/record.ts';
import { instant, type Sql } from './database.ts';
import { foldSometimes } from './record-folding.ts';
import { moveColumns, movesSql } from './record-moves.ts';
import { termOf } from './record-terms.ts';
import { writeTexts } from './record-texts.ts';
import { storable } from './storable-text.ts';

/**
 * Writes the change's records in their order, and what their lists are counted by. False where a record has been
 * changed or deleted since it was read: then the caller's transaction is to be rolled back. Rejects with SQLSTATE 23505
 * where an external id is taken.
 */
export async function writeRecords(
  sql: Sql,
  workspaceId: string,
  writes: readonly RecordWrite[],
): Promise<boolean> {
  const moves = new Map<string, number>();
  for (const write of writes) {
    const written = await writeRecord(sql, workspaceId, write);
    if (written === null) return false;
    for (const kind of written) moves.set(kind, (moves.get(kind) ?? 0) + 1);
  }
  for (const [kind, count] of moves) await foldSometimes(sql, workspaceId, kind, count);
  return true;
}

/** The kind of each move that the write appends; null where the record is not what it was. */
async function writeRecord(
  sql: Sql,
  workspaceId: string,
  write: RecordWrite,
): Promise<readonly string[] | null> {
  switch (write.action) {
    case 'create': {
      const { after, listing } = write;
      await insertRecord(sql, workspaceId, after, listing);
      await writeTexts(sql, workspaceId, after, listing, null);
      return [after.kind];
    }
    case 'update': {
      const { before, after, listing, listingBefore } = write;
      if (!(await updateRecord(sql, workspaceId, before.version, after, listing))) return null;
      await writeTexts(sql, workspaceId, after, listing, listingBefore);
      return [after.kind, after.kind];
    }
    case 'delete':
      return deleteRecord(sql, workspaceId, write.before);
  }
}

async function insertRecord(
  sql: Sql,
  workspaceId: string,
  { id, kind, parentId, rootId, version, updatedAt, document }: StoredRecord,
  listing: RecordListing,
): Promise<void> {
  const columns = {
    workspace_id: workspaceId,
    id,
    kind,
    parent_id: parentId,
    root_id: rootId,
    version,
    updated_at: instant(updatedAt),
    ...columnsOf(listing),
  };
  await sql`
    with head as (insert into records ${sql(columns)} returning *),
    moved as (insert into ${moveColumns(sql)} ${movesSql(sql, 'head', 1)})
    insert into record_documents (workspace_id, id, document)
    values (${workspaceId}, ${id}, ${JSON.stringify(document)}::text::json)`;
}

/** False where the record's version is not `version` any more. */
async function updateRecord(
  sql: Sql,
  workspaceId: string,
  version: number,
  after: StoredRecord,
  listing: RecordListing,
): Promise<boolean> {
  const columns = {
    version: after.version,
    updated_at: instant(after.updatedAt),
    ...columnsOf(listing),
  };
  // What it adds no longer is what was written of the version, whatever is made of its document now.
  const rows = await sql`
    with old as (
      select * from records where workspace_id = ${workspaceId} and id = ${after.id} and version = ${version}
    ), head as (
      update records set ${sql(columns)}
      where workspace_id = ${workspaceId} and id = ${after.id} and version = ${version}
      returning *
    ), moved as (
      insert into ${moveColumns(sql)} ${movesSql(sql, 'old', -1)} union all ${movesSql(sql, 'head', 1)}
    )
    update record_documents d set document = ${JSON.stringify(after.document)}::text::json
    from head where d.workspace_id = head.workspace_id and d.id = head.id`;
  return rows.count === 1;
}

/** With all that the record holds, however deep. Null where its version is not what was read. */
async function deleteRecord(
  sql: Sql,
  workspaceId: string,
  { id, version }: StoredRecord,
): Promise<readonly string[] | null> {
  const rows = await sql<{ kind: string }[]>`
    with recursive held as (
      select id from records where workspace_id = ${workspaceId} and id = ${id} and version = ${version}
      union all
      select r.id from records r join held on r.parent_id = held.id where r.workspace_id = ${workspaceId}
    ), head as (
      delete from records where workspace_id = ${workspaceId} and id in (select id from held)
      returning *
    ), moved as (
      insert into ${moveColumns(sql)} ${movesSql(sql, 'head', -1)}
    )
    select kind from head`;
  return rows.length === 0 ? null : rows.map(({ kind }) => kind);
}

function columnsOf(listing: RecordListing) {
  return {
    external_id: listing.externalId,
    name: listing.name === null ? null : storable(listing.name),
    status: listing.status,
    terms: Object.entries(listing.terms).flatMap(([field, values]) =>
      values.map((value) => storable(termOf(field, value))),
    ),
    texts: listing.texts === null ? null : storableTexts(listing.texts),
    due_at: instant(listing.dueAt),
    last_activity_at: instant(listing.lastActivityAt),
  };
}

function storableTexts(texts: Readonly<Record<string, string | null>>): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(texts).map(([field, text]) => [field, text === null ? null : storable(text)]),
  );
}
