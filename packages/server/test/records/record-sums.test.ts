import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idOf, idTime } from '../../src/domain/id.ts';
import type { Condition, SortKey } from '../../src/domain/listing.ts';
import { changed, creation, deletion, newRoot, type StoredRecord, update } from '../../src/domain/record.ts';
import type { RecordField } from '../../src/store/record-columns.ts';
import { countMatching } from '../../src/store/record-counting.ts';
import { foldMoves } from '../../src/store/record-folding.ts';
import { pageLimits, readRecordPage } from '../../src/store/record-pages.ts';
import { evenOut } from '../../src/store/record-ranges.ts';
import { writeRecords } from '../../src/store/record-writes.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { makeWorkspace } from '../engine-rig.ts';
import { type Box, boxKind, emptyBox } from './boxes.ts';

const startMs = Date.UTC(2026, 0, 1);
const spanMs = 1_000_000;
const labels = ['atlas', 'Atlas', 'atlas freight', 'maison', 'Ünal', 'zoë', 'atlat', 'a'];
const size = 20;
const patterns = [
  ['%TLAS f%', /TLAS f/iu],
  ['%las%ght%', /las.*ght/iu],
  ['%_oë%', /.oë/iu],
  ['%ünal%', /ünal/iu],
  ['%salta%', /salta/iu],
  ['%a%', /a/iu],
  ['atl_s%', /^atl.s/iu],
] as const;

let database: TestDatabase;
let workspaceId: string;
const boxes = new Map<string, StoredRecord<Box>>();

beforeAll(async () => {
  database = await testDatabase();
  workspaceId = await makeWorkspace(database.sql);
});
afterAll(() => database.close());

describe('the sums that lists are counted and paged by', () => {
  it('are of one moment, so that a list read while others write is whole', async () => {
    // Enough for pages that are far from both ends, as the tests' limits go.
    await write(Array.from({ length: 700 }, created));
    const count = boxes.size;
    const halves = [times('created_at', 'gte', startMs), times('created_at', 'lt', startMs + spanMs + 1)];
    const reader = { stopped: false };
    const writer = asManyAsGo(25).finally(() => {
      reader.stopped = true;
    });
    while (!reader.stopped) expect([await counted([]), await counted(halves)]).toEqual([count, count]);
    await writer;
  }, 30_000);

  it('forget what no record has any more', async () => {
    const { box } = created();
    const passing = { ...box, document: { ...box.document, tags: ['passing'] } };
    await write([{ action: 'create', box: passing }]);
    await foldAll();
    const sums = () => database.sql`select from record_ranks where fence = 'tags=passing'`;
    expect((await sums()).count).toBe(1);
    await write([{ action: 'delete', box: passing }]);
    await foldAll();
    expect((await sums()).count).toBe(0);
  });

  it('say what the records say, whatever was written, by whom and between which foldings', async () => {
    await foldAll();
    // Cut while something is not summed up.
    await write(Array.from({ length: 20 }, created));
    await database.sql.begin((tx) => evenOut(tx, workspaceId, boxKind.name, limits));
    await expectSums();
    expect(await fences('id')).toBeGreaterThan(10);
    for (let round = 0; round < 3; round++) {
      await Promise.all([...Array.from({ length: 6 }, (_, writer) => changeSome(writer)), fold(), fold()]);
      await expectSums();
    }
    await fold();
    await expectSums();
    const left = await database.sql`select from record_moves where workspace_id = ${workspaceId}`;
    expect(left.count).toBe(0);
  }, 30_000);

  it('join ranges that have become short', async () => {
    const before = await fences('id');
    const oldest = [...boxes.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)).slice(0, 200);
    await write(oldest.map((box) => ({ action: 'delete', box })));
    await fold();
    await expectSums();
    expect(await fences('id')).toBeLessThan(before);
  }, 30_000);
});

type Write = { readonly action: 'create' | 'update' | 'delete'; readonly box: StoredRecord<Box> };

const random = <Item>(items: readonly Item[]): Item => {
  const item = items[Math.floor(Math.random() * items.length)];
  if (item === undefined) throw new Error('There is none.');
  return item;
};

function created(): Write {
  const at = startMs + Math.floor(Math.random() * spanMs);
  const moment = { at, newId: () => idOf(at, 0, randomBytes(6)) };
  return { action: 'create', box: newRoot(boxKind, moment, anyBox()) };
}

function anyBox(): Box {
  const label = `${random(labels)} ${randomBytes(8).toString('hex')}`;
  const tags = [random(['red', 'green']), random(['red', 'large', `x${'y'.repeat(600)}`])];
  return { ...emptyBox, label, status: random(['open', 'open', 'shut']), tags };
}

/** In a transaction; what is written stands in `boxes` then. */
async function write(writes: readonly Write[]): Promise<void> {
  const planned = writes.map(({ action, box }) => {
    if (action === 'create') return { after: box, write: creation(boxKind, box) };
    if (action === 'delete') return { after: null, write: deletion(box), id: box.id };
    const after = changed(box, anyBox(), { at: box.updatedAt + random([0, 7, spanMs]), newId: String });
    return { after, write: update(boxKind, box, after) };
  });
  await database.sql.begin(async (tx) => {
    const all = planned.map((one) => one.write);
    if (!(await writeRecords(tx, workspaceId, all))) throw new Error('Each box has one writer.');
  });
  for (const { after, id } of planned) {
    if (after !== null) boxes.set(after.id, after);
    else boxes.delete(id ?? '');
  }
}

/** Transactions after each of which there are as many boxes as before. */
async function asManyAsGo(transactions: number): Promise<void> {
  for (let turn = 0; turn < transactions; turn++) {
    await write([created(), { action: 'delete', box: random([...boxes.values()]) }]);
    await foldAll();
  }
}

/** Some transactions of a writer that has its own boxes, and one that has no effect. */
async function changeSome(writer: number): Promise<void> {
  const own = [...boxes.values()].filter(({ id }) => Number.parseInt(id.slice(-2), 16) % 6 === writer);
  for (let turn = 0; turn < 4; turn++) {
    const some = own.slice(turn * 8, turn * 8 + 8);
    const writes = some.map((box): Write => ({ action: random(['update', 'update', 'delete']), box }));
    await write([...writes, ...Array.from({ length: random([0, 5]) }, created)]);
  }
  const undone = database.sql.begin(async (tx) => {
    await writeRecords(tx, workspaceId, [creation(boxKind, created().box)]);
    throw new Error('rolled back');
  });
  await expect(undone).rejects.toThrow('rolled back');
}

/** So that pages in the middle of a few hundred are far. */
const nearby = { ...pageLimits, farOffset: 60 };
const limits = { records: 50, recordsMax: 100, recordsMin: 20 };
/** Without cutting a few hundred. */
const foldAll = () => database.sql.begin((tx) => foldMoves(tx, workspaceId, boxKind.name));
const fold = () => database.sql.begin((tx) => foldMoves(tx, workspaceId, boxKind.name, limits));

async function fences(axis: string): Promise<number> {
  const rows = await database.sql`
    select distinct fence from record_ranks where workspace_id = ${workspaceId} and axis = ${axis}`;
  return rows.count;
}

const counted = (conditions: readonly Condition<RecordField>[]) =>
  countMatching(database.sql, workspaceId, boxKind.name, conditions);

const times = (
  field: 'created_at' | 'updated_at' | 'last_activity_at',
  operator: 'eq' | 'gt' | 'gte' | 'lt' | 'lte',
  value: number,
) => ({ kind: 'comparison', field, operator, value }) as const;

/** Counts and far pages against what a look at every box says. */
async function expectSums(): Promise<void> {
  const all = [...boxes.values()];
  const statuses = [[], [{ kind: 'comparison', field: 'status', operator: 'eq', value: 'open' } as const]];
  for (const status of statuses) {
    const some = all.filter(({ document }) => status.length === 0 || document.status === 'open');
    const expectCount = async (
      condition: Condition<RecordField>,
      meets: (box: StoredRecord<Box>) => boolean,
    ) =>
      expect([condition, await counted([...status, condition])]).toEqual([
        condition,
        some.filter(meets).length,
      ]);
    expect(await counted(status)).toBe(some.length);
    for (const tag of ['red', 'green', 'large', 'none', `x${'y'.repeat(600)}`]) {
      const has = ({ document }: StoredRecord<Box>): boolean => document.tags.includes(tag);
      await expectCount(
        { kind: 'array', field: 'term.tags', operator: 'array_contains', values: [tag] },
        has,
      );
      await expectCount(
        { kind: 'array', field: 'term.tags', operator: 'array_not_contains', values: [tag] },
        (box) => !has(box),
      );
    }
    for (const prefix of ['a', 'atlas', 'Ü', 'zo', 'zoë', 'nobody']) {
      await expectCount(
        { kind: 'pattern', field: 'name', operator: 'like', pattern: `${prefix}%` },
        ({ document }) => document.label.startsWith(prefix),
      );
    }
    for (const [pattern, found] of patterns) {
      const inName = ({ document }: StoredRecord<Box>): boolean => found.test(document.label);
      await expectCount({ kind: 'pattern', field: 'name', operator: 'ilike', pattern }, inName);
      await expectCount({ kind: 'pattern', field: 'name', operator: 'like', pattern }, ({ document }) =>
        new RegExp(found.source, 'u').test(document.label),
      );
      const reversed = ({ document }: StoredRecord<Box>): boolean =>
        found.test([...document.label].reverse().join(''));
      await expectCount({ kind: 'pattern', field: 'text.reversed', operator: 'ilike', pattern }, reversed);
    }
    const at = startMs + Math.floor(Math.random() * spanMs);
    await expectCount(times('created_at', 'gte', at), ({ id }) => idTime(id) >= at);
    await expectCount(times('updated_at', 'lt', at), ({ updatedAt }) => updatedAt < at);
    await expectCount(times('last_activity_at', 'lte', 0), () => true);
    await expectPages(status, some);
  }
}

/** Of the whole list, and of a part of it by the time that it is sorted by. */
async function expectPages(status: readonly Condition<RecordField>[], some: readonly StoredRecord<Box>[]) {
  const [after, until] = [startMs + spanMs / 5, startMs + (spanMs * 9) / 10];
  for (const field of ['created_at', 'updated_at', 'last_activity_at', 'name'] as const) {
    await expectMiddle(field, status, some);
    if (field !== 'created_at' && field !== 'updated_at') continue;
    const part = some.filter((box) => {
      const at = field === 'created_at' ? idTime(box.id) : box.updatedAt;
      return at > after && at <= until;
    });
    await expectMiddle(field, [...status, times(field, 'gt', after), times(field, 'lte', until)], part);
  }
}

type SortField = 'created_at' | 'updated_at' | 'last_activity_at' | 'name';

/** A page in the middle, in either direction. */
async function expectMiddle(
  field: SortField,
  conditions: readonly Condition<RecordField>[],
  listed: readonly StoredRecord<Box>[],
): Promise<void> {
  const ids = (boxes: readonly StoredRecord<Box>[]) => boxes.map(({ id }) => id);
  const byId = listed.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (const descending of [false, true]) {
    const turn = descending ? -1 : 1;
    const sorted = byId.toSorted((a, b) => turn * compared(sortValue(field, a), sortValue(field, b)));
    const sort: readonly SortKey<RecordField>[] = [{ field, descending }];
    const number = Math.floor(sorted.length / size / 2) + random([0, 1]);
    const listing = { conditions, sort, page: { number, size } };
    const read = await readRecordPage(database.sql, workspaceId, boxKind, listing, nearby);
    const expected = ids(sorted.slice((number - 1) * size, number * size));
    expect([sort, ids(read.records)]).toEqual([sort, expected]);
  }
}

function sortValue(field: SortField, box: StoredRecord<Box>): string | number {
  switch (field) {
    case 'created_at':
      return box.id;
    case 'name':
      return Buffer.from(box.document.label).toString('hex');
    case 'updated_at':
      return box.updatedAt;
    case 'last_activity_at':
      return 0;
  }
}

function compared(a: string | number, b: string | number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
