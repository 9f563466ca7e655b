import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Condition } from '../../src/domain/listing.ts';
import { migrate } from '../../src/store/migrate.ts';
import { readMigrations } from '../../src/store/migrations.ts';
import type { RecordField } from '../../src/store/record-columns.ts';
import { countMatching } from '../../src/store/record-counting.ts';
import { readRecordPage } from '../../src/store/record-pages.ts';
import { emptyDatabase, type TestDatabase } from '../database.ts';
import { boxKind } from './boxes.ts';

/** Enough for pages that are far from both ends. */
const boxes = 2_500;
const workspaceId = '00000000-0000-7000-8000-000000000001';

let database: TestDatabase;
beforeAll(async () => {
  database = await emptyDatabase();
});
afterAll(() => database.close());

const counted = (condition: Condition<RecordField>): Promise<number> =>
  countMatching(database.sql, workspaceId, boxKind.name, [condition]);

it('records that were there before their counts, ranges and texts are counted, paged and found like others', async () => {
  const { sql } = database;
  const migrations = await readMigrations();
  await migrate(sql, migrations.slice(0, 8));
  await sql`insert into workspaces (workspace_id, name, dialect, created_at) values (${workspaceId}, 'Old', 'dotfile', now())`;
  await sql`
    insert into records (
      workspace_id, id, kind, root_id, version, name, status, terms, texts, updated_at, last_activity_at
    )
    select ${workspaceId}, id, 'box', id, 3, 'Ünal box ' || i, case when i % 4 = 0 then 'shut' end,
      array['tags=even ' || i % 2, 'tags=all', 'tags=all'], jsonb_build_object('reversed', i || ' xob lanÜ', 'none', null),
      'epoch'::timestamptz + make_interval(secs => i % 5), 'epoch'
    from generate_series(1, ${boxes}) i,
      lateral (select ('00000000-' || to_char(i, 'FM0000') || '-7000-8000-000000000000')::uuid as id) x`;
  await sql`
    insert into record_documents (workspace_id, id, document) select workspace_id, id, '{}' from records`;
  expect(await migrate(sql, migrations)).toMatchObject({ kind: 'migrated', version: migrations.length });

  expect(await counted({ kind: 'comparison', field: 'status', operator: 'eq', value: 'shut' })).toBe(625);
  for (const [tag, count] of [
    ['even 0', boxes / 2],
    ['all', boxes],
  ] as const) {
    expect(await counted({ kind: 'comparison', field: 'term.tags', operator: 'eq', value: tag })).toBe(count);
  }
  const since = { kind: 'comparison', field: 'updated_at', operator: 'gte', value: 3_000 } as const;
  expect(await counted(since)).toBe((boxes * 2) / 5);
  for (const [field, pattern] of [
    ['name', '%ÜNAL BOX 24__'],
    ['text.reversed', '24__ XOB%'],
  ] as const) {
    expect(await counted({ kind: 'pattern', field, operator: 'ilike', pattern })).toBe(100);
  }
  const listing = {
    conditions: [],
    sort: [{ field: 'created_at', descending: false }],
    page: { number: 120, size: 10 },
  } as const;
  const { records, count } = await readRecordPage(sql, workspaceId, boxKind, listing);
  expect(count).toBe(boxes);
  expect(records.map(({ id }) => id.slice(9, 13))).toEqual(
    Array.from({ length: 10 }, (_, index) => String(1_191 + index)),
  );
  const fences = await sql`select distinct axis, fence from record_ranks where axis in ('id', 'name')`;
  expect(fences.count).toBe(6);
});
