import type { RecordListing, RecordWrite, StoredRecord } from '../domain/record.ts';
import { instant, type Sql } from './database.ts';
import { type CountDelta, countRecords } from './record-counts.ts';
import { termOf } from './record-terms.ts';

/**
 * Writes the change's records in their order, and counts them. False where a record has been changed or deleted since
 * it was read: then the caller's transaction is to be rolled back. Rejects with SQLSTATE 23505 where an external id
 * is taken.
 */
export async function writeRecords(
  sql: Sql,
  workspaceId: string,
  writes: readonly RecordWrite[],
): Promise<boolean> {
  const deltas: CountDelta[] = [];
  for (const write of writes) {
    const written = await writeRecord(sql, workspaceId, write);
    if (written === null) return false;
    deltas.push(...written);
  }
  await countRecords(sql, workspaceId, deltas);
  return true;
}

/** What the write adds to and takes from the counts; null where the record is not what it was. */
async function writeRecord(
  sql: Sql,
  workspaceId: string,
  write: RecordWrite,
): Promise<readonly CountDelta[] | null> {
  switch (write.action) {
    case 'create': {
      const { after, listing } = write;
      await insertRecord(sql, workspaceId, after, listing);
      return [{ kind: after.kind, status: listing.status, count: 1 }];
    }
    case 'update': {
      const { before, after, listing, statusBefore } = write;
      if (!(await updateRecord(sql, workspaceId, before.version, after, listing))) return null;
      if (statusBefore === listing.status) return [];
      return [
        { kind: after.kind, status: statusBefore, count: -1 },
        { kind: after.kind, status: listing.status, count: 1 },
      ];
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
    with head as (insert into records ${sql(columns)})
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
  const rows = await sql`
    with head as (
      update records set ${sql(columns)}
      where workspace_id = ${workspaceId} and id = ${after.id} and version = ${version}
      returning workspace_id, id
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
): Promise<readonly CountDelta[] | null> {
  const rows = await sql<{ kind: string; status: string | null; count: number }[]>`
    with recursive held as (
      select id from records where workspace_id = ${workspaceId} and id = ${id} and version = ${version}
      union all
      select r.id from records r join held on r.parent_id = held.id where r.workspace_id = ${workspaceId}
    ), gone as (
      delete from records where workspace_id = ${workspaceId} and id in (select id from held)
      returning kind, status
    )
    select kind, status, count(*) as count from gone group by kind, status`;
  if (rows.length === 0) return null;
  return rows.map(({ kind, status, count }) => ({ kind, status, count: -count }));
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

/** PostgreSQL's text cannot hold U+0000, and its jsonb no half of a surrogate pair. */
function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd').toWellFormed();
}

function storableTexts(texts: Readonly<Record<string, string | null>>): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(texts).map(([field, text]) => [field, text === null ? null : storable(text)]),
  );
}
