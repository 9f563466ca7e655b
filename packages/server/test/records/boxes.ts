import type { ChangeRecords } from '../../src/app/change-records.ts';
import type { RecordReader, RecordTree } from '../../src/app/record-reader.ts';
import {
  type ChangeMoment,
  changed,
  creation,
  deletion,
  newMember,
  newRoot,
  type RecordChange,
  type RecordEvent,
  type RecordKind,
  type StoredRecord,
  unchanged,
  update,
} from '../../src/domain/record.ts';
import { accepted, type Result, refused } from '../../src/domain/refusal.ts';
import { exampleOf } from '../engine-rig.ts';

/** A kind of record as simple as one can be: boxes that hold boxes, each with a number. */
export interface Box {
  readonly label: string;
  readonly status: 'open' | 'shut';
  readonly number: number;
  readonly tags: readonly string[];
  readonly dueAt: number | null;
}

export const boxKind: RecordKind<Box> = {
  name: 'box',
  listing: (box) => ({
    externalId: box.label,
    name: box.label,
    status: box.status,
    terms: { tags: box.tags },
    texts: { reversed: [...box.label].reverse().join('') },
    lastActivityAt: 0,
    dueAt: box.dueAt,
  }),
};

export const emptyBox: Box = { label: '', status: 'open', number: 0, tags: [], dueAt: null };

export function keyOf(id: string) {
  return { id, externalId: null };
}

/** An event of the dialect that the test's workspaces speak; which one does not matter here. */
const boxEvent: RecordEvent = { draft: exampleOf('Case.Created'), subject: { box_id: 'any' } };

/** A box in that one, or in none. Refuses where the label is taken. */
export function addBox(
  changeRecords: ChangeRecords,
  workspaceId: string,
  box: Partial<Box> & Pick<Box, 'label'>,
  parentId: string | null = null,
): Promise<Result<string>> {
  return changeRecords(workspaceId, {
    async read(reader) {
      const [taken] = await reader.findByExternalIds(boxKind, [box.label]);
      if (taken !== undefined) return refused('invalid_request', `label: ${box.label} is taken.`);
      if (parentId === null) return accepted(null);
      const tree = await reader.lock(boxKind, keyOf(parentId), []);
      return tree === null ? refused('not_found', 'There is no such box to put it into.') : accepted(tree);
    },
    decide(parent, moment) {
      const document = { ...emptyBox, ...box };
      const record =
        parent === null
          ? newRoot(boxKind, moment, document)
          : newMember(boxKind, parent.record, moment, document);
      return accepted({ writes: [creation(boxKind, record)], events: [boxEvent], value: record.id });
    },
  });
}

/** What `become` makes of a box, with one event where that is something else. Answers the box. */
export function changeBox(
  changeRecords: ChangeRecords,
  workspaceId: string,
  id: string,
  become: (box: Box) => Box | null,
  read: (reader: RecordReader) => Promise<StoredRecord<Box> | null> = async (reader) =>
    (await reader.lock(boxKind, keyOf(id), []))?.record ?? null,
): Promise<Result<Box>> {
  return changeRecords(workspaceId, {
    async read(reader) {
      const before = await read(reader);
      return before === null ? refused('not_found', 'There is no such box.') : accepted(before);
    },
    decide: (before, moment) => boxChange(before, become(before.document), moment),
  });
}

function boxChange(
  before: StoredRecord<Box>,
  document: Box | null,
  moment: ChangeMoment,
): Result<RecordChange<Box>> {
  if (document === null) return refused('invalid_request', 'The box does not want that.');
  if (document === before.document) return accepted(unchanged(document));
  const writes = [update(boxKind, before, changed(before, document, moment))];
  return accepted({ writes, events: [boxEvent], value: document });
}

/** With what it holds. Answers what was locked. */
export function removeBox(
  changeRecords: ChangeRecords,
  workspaceId: string,
  id: string,
): Promise<Result<RecordTree<Box>>> {
  return changeRecords(workspaceId, {
    async read(reader) {
      const tree = await reader.lock(boxKind, keyOf(id), []);
      return tree === null ? refused('not_found', 'There is no such box.') : accepted(tree);
    },
    decide: (tree) => accepted({ writes: [deletion(tree.record)], events: [boxEvent], value: tree }),
  });
}
