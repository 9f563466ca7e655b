/**
 * The records behind the vendors' APIs, as every kind has them. A record is a document with a kind, an id and a
 * version. Records form trees: a root holds members, which may hold others. What a document says is its vendor's.
 */
import type { EventDraft } from '@belfry/dialects';
import type { Activity } from './activity.ts';
import { idTime } from './id.ts';

/** A record as it is stored. `Document` is plain JSON, and belongs to the record's kind. */
export interface StoredRecord<Document = unknown> {
  /** A UUIDv7: its time is the record's creation. */
  readonly id: string;
  readonly kind: string;
  /** Null for a root. */
  readonly parentId: string | null;
  /** Its own id for a root. */
  readonly rootId: string;
  /** From 1, one more with each change. */
  readonly version: number;
  /** Milliseconds since the epoch; rises strictly with each change. */
  readonly updatedAt: number;
  readonly document: Document;
}

/** What a kind of records is called, and how it is found. A constant of the vendor that owns it. */
export interface RecordKind<Document> {
  /** Unique among all kinds: "case". */
  readonly name: string;
  /** Pure: everything that lists, look-ups and the clock know of a document. */
  readonly listing: (document: Document) => RecordListing;
}

/** Texts of a listing may hold any characters; U+0000 is listed as U+FFFD, the document keeps it. */
export interface RecordListing {
  /** Unique in the workspace among the records of its kind; U+0000 is to be refused before. Null: none. */
  readonly externalId: string | null;
  /** What lists call `name`: sorted by, matched with patterns. */
  readonly name: string | null;
  readonly status: string | null;
  /** Values compared for equality (eq, in, array_contains …), by field; empty: the field is null. */
  readonly terms: Readonly<Record<string, readonly string[]>>;
  /** Further texts sorted by or matched with patterns, by field; null: none. */
  readonly texts: Readonly<Record<string, string | null>> | null;
  /** Milliseconds since the epoch. */
  readonly lastActivityAt: number;
  /** When the clock is to look at the record, in milliseconds since the epoch; null: never. */
  readonly dueAt: number | null;
}

/** One record's part of a change. */
export type RecordWrite =
  | { readonly action: 'create'; readonly after: StoredRecord; readonly listing: RecordListing }
  | {
      readonly action: 'update';
      readonly before: StoredRecord;
      readonly after: StoredRecord;
      readonly listing: RecordListing;
      readonly listingBefore: RecordListing;
    }
  /** With everything that it holds. */
  | { readonly action: 'delete'; readonly before: StoredRecord };

/** An event of a change. `subject` says which records it is about: {case_id: "…"}. */
export interface RecordEvent {
  readonly draft: EventDraft;
  readonly subject: Readonly<Record<string, string>>;
}

/** What a decision makes of what it read. Without writes there are no events either. */
export interface RecordChange<Value> {
  readonly writes: readonly RecordWrite[];
  /** In the order in which they are recorded. */
  readonly events: readonly RecordEvent[];
  /** What is remembered of who did it; absent: nothing. */
  readonly activities?: readonly Activity[];
  /** What the caller is answered. */
  readonly value: Value;
}

/** The time and the ids of one change: all that it writes carries the same millisecond. */
export interface ChangeMoment {
  /** Milliseconds since the epoch; later than every `updatedAt` that was read for the change. */
  readonly at: number;
  /** A UUIDv7 of `at`. */
  readonly newId: () => string;
}

/** A record that is held by none. */
export function newRoot<Document>(
  kind: RecordKind<Document>,
  moment: ChangeMoment,
  document: Document,
): StoredRecord<Document> {
  const id = moment.newId();
  return { id, kind: kind.name, parentId: null, rootId: id, version: 1, updatedAt: moment.at, document };
}

/** A record that `parent` holds, which may be new itself. */
export function newMember<Document>(
  kind: RecordKind<Document>,
  parent: Pick<StoredRecord, 'id' | 'rootId'>,
  moment: ChangeMoment,
  document: Document,
): StoredRecord<Document> {
  return { ...newRoot(kind, moment, document), parentId: parent.id, rootId: parent.rootId };
}

/** The record as this change leaves it. */
export function changed<Document>(
  before: StoredRecord<Document>,
  document: Document,
  { at }: ChangeMoment,
): StoredRecord<Document> {
  return { ...before, version: before.version + 1, updatedAt: at, document };
}

/** Parents are written before what they hold. */
export function creation<Document>(kind: RecordKind<Document>, after: StoredRecord<Document>): RecordWrite {
  return { action: 'create', after, listing: kind.listing(after.document) };
}

/** `after` is `changed` of `before`; a record is written once in a change. */
export function update<Document>(
  kind: RecordKind<Document>,
  before: StoredRecord<Document>,
  after: StoredRecord<Document>,
): RecordWrite {
  const [listingBefore, listing] = [kind.listing(before.document), kind.listing(after.document)];
  return { action: 'update', before, after, listing, listingBefore };
}

export function deletion(before: StoredRecord): RecordWrite {
  return { action: 'delete', before };
}

/** A decision that changes nothing. */
export function unchanged<Value>(value: Value): RecordChange<Value> {
  return { writes: [], events: [], value };
}

/** Milliseconds since the epoch. */
export function createdAt(record: Pick<StoredRecord, 'id'>): number {
  return idTime(record.id);
}

/** Whether the record is of that kind; its document then is what that kind's writes made it. */
export function isOfKind<Document>(
  record: StoredRecord,
  kind: RecordKind<Document>,
): record is StoredRecord<Document> {
  return record.kind === kind.name;
}

/** The records of one kind among many. */
export function ofKind<Document>(
  records: readonly StoredRecord[],
  kind: RecordKind<Document>,
): readonly StoredRecord<Document>[] {
  return records.filter((record): record is StoredRecord<Document> => isOfKind(record, kind));
}
