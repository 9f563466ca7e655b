/** The changes of records that stand by themselves and are told of by no event: tags, templates, users. */
import { isDeepStrictEqual } from 'node:util';
import type { ChangeRecords } from '../../../app/change-records.ts';
import type { RecordReader } from '../../../app/record-reader.ts';
import {
  type ChangeMoment,
  changed,
  creation,
  deletion,
  newRoot,
  type RecordKind,
  type StoredRecord,
  unchanged,
  update,
} from '../../../domain/record.ts';
import { accepted, type Result, refused } from '../../../domain/refusal.ts';
import { idKeyOf } from './record-key.ts';

/** A kind as refusals name it. `uniqueField`: what its external id is called; null: it has none. */
export interface RootKind<Document> {
  readonly kind: RecordKind<Document>;
  readonly noun: string;
  readonly uniqueField: string | null;
  /**
   * Refuses a creation (then `before` is null), a change or a deletion (then `after` is null) for what stands outside of
   * the record. It is asked within the change; a record that exists is locked by then.
   */
  readonly permit: (
    reader: RecordReader,
    before: Document | null,
    after: Document | null,
  ) => Promise<Result<null>>;
}

export function createRoot<Document>(
  changeRecords: ChangeRecords,
  workspaceId: string,
  root: RootKind<Document>,
  create: (moment: ChangeMoment) => Document,
): Promise<Result<StoredRecord<Document>>> {
  return changeRecords(workspaceId, {
    async read(reader) {
      // What is unique or permitted does not depend on the moment, which is not known yet.
      const document = create(noMoment);
      const permitted = await root.permit(reader, null, document);
      return permitted.ok ? checkUnique(reader, root, document, null) : permitted;
    },
    decide(_free, moment) {
      const record = newRoot(root.kind, moment, create(moment));
      return accepted({ writes: [creation(root.kind, record)], events: [], value: record });
    },
  });
}

/** A document that says the same as before is no change. */
export function patchRoot<Document>(
  changeRecords: ChangeRecords,
  workspaceId: string,
  root: RootKind<Document>,
  id: string,
  patch: (before: Document) => Document,
): Promise<Result<StoredRecord<Document>>> {
  return changeRecords(workspaceId, {
    async read(reader) {
      const tree = await reader.lock(root.kind, idKeyOf(id), []);
      if (tree === null) return noSuch(root);
      const before = tree.record;
      const document = patch(before.document);
      const permitted = await root.permit(reader, before.document, document);
      if (!permitted.ok) return permitted;
      const free = await checkUnique(reader, root, document, before.id);
      return free.ok ? accepted(before) : free;
    },
    decide(before, moment) {
      const document = patch(before.document);
      if (isDeepStrictEqual(document, before.document)) return accepted(unchanged(before));
      const after = changed(before, document, moment);
      return accepted({ writes: [update(root.kind, before, after)], events: [], value: after });
    },
  });
}

export function deleteRoot<Document>(
  changeRecords: ChangeRecords,
  workspaceId: string,
  root: RootKind<Document>,
  id: string,
): Promise<Result<null>> {
  return changeRecords(workspaceId, {
    async read(reader) {
      const tree = await reader.lock(root.kind, idKeyOf(id), []);
      if (tree === null) return noSuch(root);
      const permitted = await root.permit(reader, tree.record.document, null);
      return permitted.ok ? accepted(tree.record) : permitted;
    },
    decide: (record) => accepted({ writes: [deletion(record)], events: [], value: null }),
  });
}

export function noSuch({ noun }: Pick<RootKind<never>, 'noun'>): Result<never> {
  return refused('not_found', `There is no such ${noun}.`);
}

const noMoment: ChangeMoment = { at: 0, newId: () => '' };

/** Refuses where another record than `ownId` has what is to be unique. */
async function checkUnique<Document>(
  reader: RecordReader,
  { kind, noun, uniqueField }: RootKind<Document>,
  document: Document,
  ownId: string | null,
): Promise<Result<null>> {
  const { externalId } = kind.listing(document);
  if (externalId === null || uniqueField === null) return accepted(null);
  const holders = await reader.findByExternalIds(kind, [externalId]);
  if (holders.every(({ id }) => id === ownId)) return accepted(null);
  const detail = { path: uniqueField, message: `Another ${noun} has this ${uniqueField}.` };
  return refused('validation_failed', 'The body is not valid.', [detail]);
}
