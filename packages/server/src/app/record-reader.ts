import { isOfKind, type RecordKind, type StoredRecord } from '../domain/record.ts';
import type { Sql } from '../store/database.ts';
import { countForCreation, holdRecords, type RecordKeys } from '../store/record-locks.ts';
import {
  findByExternalIds,
  findByTerm,
  findRecord,
  lockTree,
  type RecordKey,
  readTree,
} from '../store/records.ts';

/** A tree that nobody else changes until the change under way ends. */
export interface RecordTree<Document> {
  /** The record that was asked for: the root, or one below it. */
  readonly record: StoredRecord<Document>;
  readonly root: StoredRecord;
  /** Everything below the root of the kinds that were asked for, oldest first; `record` is among it if it is not the root. */
  readonly members: readonly StoredRecord[];
}

/** Reads for a change, in its transaction. */
export interface RecordReader {
  /**
   * Locks the tree of the record and reads its root, the record and the members of `kinds`. Null where the workspace
   * has no such record. Lock one tree in a change; where it must be two, always in the same order.
   */
  readonly lock: <Document>(
    kind: RecordKind<Document>,
    key: RecordKey,
    kinds: readonly RecordKind<never>[],
  ) => Promise<RecordTree<Document> | null>;
  /** Without a lock: if the change writes it, it does so only over the version that was read here. */
  readonly find: <Document>(
    kind: RecordKind<Document>,
    key: RecordKey,
  ) => Promise<StoredRecord<Document> | null>;
  /** Those that have one of the external ids, oldest first; without a lock. */
  readonly findByExternalIds: <Document>(
    kind: RecordKind<Document>,
    externalIds: readonly string[],
  ) => Promise<readonly StoredRecord<Document>[]>;
  /** The first created of those that have the value among their terms of the field; without a lock. */
  readonly findByTerm: <Document>(
    kind: RecordKind<Document>,
    field: string,
    value: string,
  ) => Promise<StoredRecord<Document> | null>;
  /**
   * Those with one of the names, oldest first. Until the change ends none of them is changed or deleted, but any number
   * of changes hold the same ones. For what a record is about to refer to; after the lock of its own tree.
   */
  readonly hold: <Document>(
    kind: RecordKind<Document>,
    keys: RecordKeys,
  ) => Promise<readonly StoredRecord<Document>[]>;
  /** How many there are, exactly: whoever asks so before creating one takes turns with the others who do. */
  readonly countForCreation: (kind: RecordKind<never>) => Promise<number>;
}

/** `newestRead` answers the latest `updatedAt` of all that was read so far; 0 where nothing was. */
export function createRecordReader(
  sql: Sql,
  workspaceId: string,
): RecordReader & { readonly newestRead: () => number } {
  let newest = 0;
  const seen = <Document>(records: readonly StoredRecord<Document>[]): void => {
    for (const { updatedAt } of records) newest = Math.max(newest, updatedAt);
  };
  return {
    newestRead: () => newest,
    async lock(kind, key, kinds) {
      const locked = await lockTree(sql, workspaceId, kind.name, key);
      if (locked === null) return null;
      const names = [kind.name, ...kinds.map(({ name }) => name)];
      const records = await readTree(sql, workspaceId, locked.rootId, names);
      seen(records);
      return treeOf(kind, locked, records);
    },
    async find(kind, key) {
      const record = await findRecord(sql, workspaceId, kind, key);
      if (record !== null) seen([record]);
      return record;
    },
    async findByExternalIds(kind, externalIds) {
      const records = await findByExternalIds(sql, workspaceId, kind, externalIds);
      seen(records);
      return records;
    },
    async findByTerm(kind, field, value) {
      const record = await findByTerm(sql, workspaceId, kind, field, value);
      if (record !== null) seen([record]);
      return record;
    },
    async hold(kind, keys) {
      const records = await holdRecords(sql, workspaceId, kind, keys);
      seen(records);
      return records;
    },
    countForCreation: ({ name }) => countForCreation(sql, workspaceId, name),
  };
}

/** Null where the record was deleted while its tree was waited for. */
function treeOf<Document>(
  kind: RecordKind<Document>,
  { id, rootId }: { readonly id: string; readonly rootId: string },
  records: readonly StoredRecord[],
): RecordTree<Document> | null {
  const record = records.find((candidate) => candidate.id === id);
  const root = records.find((candidate) => candidate.id === rootId);
  if (record === undefined || root === undefined || !isOfKind(record, kind)) return null;
  return { record, root, members: records.filter((candidate) => candidate !== root) };
}
