import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Condition, SortKey } from '../../src/domain/listing.ts';
import { creation, newRoot, type StoredRecord } from '../../src/domain/record.ts';
import type { Sql } from '../../src/store/database.ts';
import { type PageLimits, type RecordField, readRecordPage } from '../../src/store/record-pages.ts';
import { writeRecords } from '../../src/store/record-writes.ts';
import { appContext } from '../app-context.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { makeWorkspace } from '../engine-rig.ts';
import { type Box, boxKind, emptyBox } from './boxes.ts';

const count = 2_300;
const pageSize = 100;
const rareCount = 20;

let database: TestDatabase;
let workspaceId: string;
let boxes: readonly StoredRecord<Box>[];

beforeAll(async () => {
  database = await testDatabase();
  workspaceId = await makeWorkspace(database.sql);
  const { newId } = appContext(database.sql);
  boxes = Array.from({ length: count }, (_, index) => {
    const moment = { at: Date.now(), newId };
    // Many with the same time, so that the order among these has to be the one of creation.
    const tags = [`tag ${index % 3}`, ...(index < count - rareCount ? [] : ['rare'])];
    const status = index % 4 === 0 ? 'shut' : 'open';
    return {
      ...newRoot(boxKind, moment, { ...emptyBox, label: `box ${(index * 7_919) % count}`, status, tags }),
      updatedAt: 1_000 * (index % 7),
    };
  });
  await database.sql.begin((tx) =>
    writeRecords(
      tx,
      workspaceId,
      boxes.map((box) => creation(boxKind, box)),
    ),
  );
});
afterAll(() => database.close());

const read = (
  sort: readonly SortKey<RecordField>[],
  number: number,
  conditions: readonly Condition<RecordField>[] = [],
) =>
  readRecordPage(database.sql, workspaceId, boxKind, { conditions, sort, page: { number, size: pageSize } });

describe('the pages of a list', () => {
  it.each([false, true])(
    'have every record once and in order, the far ones as the near ones (descending: %s)',
    async (descending) => {
      const pages = await Promise.all(
        Array.from({ length: count / pageSize + 1 }, (_, index) =>
          read([{ field: 'updated_at', descending }], index + 1),
        ),
      );
      const turn = descending ? -1 : 1;
      const sorted = boxes.toSorted((a, b) => turn * (a.updatedAt - b.updatedAt) || (a.id < b.id ? -1 : 1));
      expect(pages.flatMap(({ records }) => records.map(({ id }) => id))).toEqual(sorted.map(({ id }) => id));
      expect(new Set(pages.map((page) => page.count))).toEqual(new Set([count]));
      expect(pages.at(-1)?.records).toEqual([]);
    },
  );
});

/** How many records this connection has read lately, whatever was done with them. */
async function recordsRead(sql: Sql): Promise<number> {
  const rows = await sql<{ count: number }[]>`
    select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as count
    from pg_stat_xact_user_tables where relname = 'records'`;
  return rows[0]?.count ?? 0;
}

describe('a page of those that match', () => {
  const tagged = (tag: string): Condition<RecordField> => ({
    kind: 'comparison',
    field: 'term.tags',
    operator: 'eq',
    value: tag,
  });

  it('of few looks at few records, wherever in the order they stand', async () => {
    await database.sql`vacuum analyze records`;
    const looked = await database.sql.begin(async (tx) => {
      // Of a table as small as this one, all is read sooner than an index; of a large one it is not.
      await tx`set local enable_seqscan = off`;
      const before = await recordsRead(tx);
      const page = { number: 1, size: 20 };
      const listing = { conditions: [tagged('rare')], sort: [], page };
      const { records } = await readRecordPage(tx, workspaceId, boxKind, listing);
      expect(records.map(({ id }) => id)).toEqual(boxes.slice(-rareCount).map(({ id }) => id));
      return (await recordsRead(tx)) - before;
    });
    expect(looked).toBeLessThan(10 * rareCount);
  });

  const always = { farOffset: 50, fewMatches: 2_000, walkMax: 4_000 };
  it.each<readonly [string, PageLimits]>([
    ['looked up', always],
    ['met on the way', { ...always, farOffset: 4_000, fewMatches: 10 }],
    ['looked up once they are not met', { ...always, farOffset: 4_000, fewMatches: 10, walkMax: 30 }],
  ])('is the same, whether they are %s', async (_way, limits) => {
    for (const tag of ['tag 1', 'rare']) {
      for (const descending of [false, true]) {
        const sort: readonly SortKey<RecordField>[] = [{ field: 'updated_at', descending }];
        const turn = descending ? -1 : 1;
        const sorted = boxes
          .filter(({ document }) => document.tags.includes(tag))
          .toSorted((a, b) => turn * (a.updatedAt - b.updatedAt) || (a.id < b.id ? -1 : 1));
        for (const number of [1, 2, 40, 76, 77, 78]) {
          const listing = { conditions: [tagged(tag)], sort, page: { number, size: 10 } };
          const page = await readRecordPage(database.sql, workspaceId, boxKind, listing, limits);
          const ids = sorted.slice((number - 1) * 10, number * 10).map(({ id }) => id);
          expect([number, page.records.map(({ id }) => id)]).toEqual([number, ids]);
          expect(page.count).toBe(sorted.length);
        }
      }
    }
  });
});

describe('the count of a list that excludes values', () => {
  const without = {
    kind: 'array',
    field: 'term.tags',
    operator: 'array_not_contains',
    values: ['tag 1'],
  } as const;
  const notEqual = { kind: 'comparison', field: 'term.tags', operator: 'not_eq', value: 'tag 1' } as const;
  const notIn = {
    kind: 'membership',
    field: 'term.tags',
    operator: 'not_in',
    values: ['tag 1', 'tag 2'],
  } as const;
  const open = { kind: 'comparison', field: 'status', operator: 'eq', value: 'open' } as const;
  const named = { kind: 'pattern', field: 'name', operator: 'like', pattern: 'box 1%' } as const;
  const has = ({ document }: StoredRecord<Box>, ...tags: readonly string[]): boolean =>
    tags.some((tag) => document.tags.includes(tag));

  it.each<readonly [string, readonly Condition<RecordField>[], (box: StoredRecord<Box>) => boolean]>([
    ['one', [without], (box) => !has(box, 'tag 1')],
    ['one, of a status', [without, open], (box) => !has(box, 'tag 1') && box.document.status === 'open'],
    ['one by not_eq', [open, notEqual], (box) => !has(box, 'tag 1') && box.document.status === 'open'],
    ['two by not_in', [notIn], (box) => !has(box, 'tag 1', 'tag 2')],
    ['twice', [without, notIn], (box) => !has(box, 'tag 1', 'tag 2')],
    [
      'one, and asks for a name',
      [without, named],
      (box) => !has(box, 'tag 1') && box.document.label.startsWith('box 1'),
    ],
  ])('is exact: %s', async (_name, conditions, meets) => {
    expect((await read([], 1, conditions)).count).toBe(boxes.filter(meets).length);
  });
});
