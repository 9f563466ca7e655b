/** The changes that every record of this API can have, each one transaction with its one event. */
import type { ChangeRecords } from '../../../app/change-records.ts';
import type { RecordReader } from '../../../app/record-reader.ts';
import {
  type ChangeMoment,
  changed,
  creation,
  deletion,
  type RecordChange,
  type RecordWrite,
  type StoredRecord,
  unchanged,
  update,
} from '../../../domain/record.ts';
import { accepted, type Result } from '../../../domain/refusal.ts';
import { keyOf, noSuch, type Resource, resourceEvent } from './resource.ts';

/** Whose records are changed, and by what. */
export interface Changing {
  readonly changeRecords: ChangeRecords;
  readonly workspaceId: string;
}

/** What a decision makes: the record, and what must be written before it. */
export interface Made<Document> {
  readonly record: StoredRecord<Document>;
  readonly writes?: readonly RecordWrite[];
}

/** `read` reads what `make` needs, or refuses; `make` is pure. */
export function createRecord<Document, Known>(
  { changeRecords, workspaceId }: Changing,
  resource: Resource<Document>,
  read: (reader: RecordReader) => Promise<Result<Known>>,
  make: (known: Known, moment: ChangeMoment) => Made<Document>,
): Promise<Result<StoredRecord<Document>>> {
  return changeRecords(workspaceId, {
    read,
    decide(known, moment) {
      const { record, writes = [] } = make(known, moment);
      return accepted({
        writes: [...writes, creation(resource.kind, record)],
        events: [resourceEvent(resource, 'created', record, workspaceId)],
        value: record,
      });
    },
  });
}

/**
 * `become` is pure; a document that it gives back as it got it has not changed, and nothing is told of. Refuses
 * not_found, and what `read` and `become` refuse.
 */
export function changeRecord<Document, Known>(
  { changeRecords, workspaceId }: Changing,
  resource: Resource<Document>,
  id: string,
  read: (reader: RecordReader, record: StoredRecord<Document>) => Promise<Result<Known>>,
  become: (
    before: Document,
    known: Known,
    moment: ChangeMoment,
  ) => Result<{ readonly document: Document; readonly writes?: readonly RecordWrite[] }>,
): Promise<Result<StoredRecord<Document>>> {
  return changeRecords(workspaceId, {
    async read(reader) {
      const record = await lockRecord(reader, resource, id);
      if (record === null) return noSuch(resource);
      const known = await read(reader, record);
      return known.ok ? accepted({ record, known: known.value }) : known;
    },
    decide({ record, known }, moment) {
      const made = become(record.document, known, moment);
      if (!made.ok) return made;
      const { document, writes } = made.value;
      return accepted(updateOf(resource, record, document, moment, workspaceId, writes));
    },
  });
}

/**
 * The change from the record to one that says `document`, purely: nothing where it is the same document, and otherwise
 * one event with the after-image. `writes` come before the record's own.
 */
export function updateOf<Document>(
  resource: Resource<Document>,
  before: StoredRecord<Document>,
  document: Document,
  moment: ChangeMoment,
  workspaceId: string,
  writes: readonly RecordWrite[] = [],
): RecordChange<StoredRecord<Document>> {
  if (document === before.document) return unchanged(before);
  const after = changed(before, document, moment);
  return {
    writes: [...writes, update(resource.kind, before, after)],
    events: [resourceEvent(resource, 'updated', after, workspaceId)],
    value: after,
  };
}

/** What the event of a deletion says beyond the record's last state, or in place of it. */
export type Last = (moment: ChangeMoment) => Readonly<Record<string, unknown>>;

/** With everything that the record holds. */
export function deleteRecord<Document>(
  { changeRecords, workspaceId }: Changing,
  resource: Resource<Document>,
  id: string,
  last: Last,
): Promise<Result<null>> {
  return changeRecords(workspaceId, {
    async read(reader) {
      const record = await lockRecord(reader, resource, id);
      return record === null ? noSuch(resource) : accepted(record);
    },
    decide: (record, moment) =>
      accepted({
        writes: [deletion(record)],
        events: [resourceEvent(resource, 'deleted', record, workspaceId, last(moment))],
        value: null,
      }),
  });
}

/**
 * The record as nobody else changes it until the change under way ends; null where there is none. What is held by
 * another is read by itself: its tree may hold thousands of its kind.
 */
async function lockRecord<Document>(
  reader: RecordReader,
  { kind, heldBy }: Resource<Document>,
  id: string,
): Promise<StoredRecord<Document> | null> {
  const key = keyOf(id);
  const found = heldBy === null ? null : await reader.find(kind, key);
  if (heldBy !== null && found === null) return null;
  if (found === null || found.parentId === null) {
    const tree = await reader.lock(kind, key, []);
    return tree === null ? null : tree.record;
  }
  if (heldBy === null || (await reader.lock(heldBy, keyOf(found.rootId), [])) === null) return null;
  return reader.find(kind, key);
}
