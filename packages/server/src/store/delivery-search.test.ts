import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { makeWorkspace } from '../../test/engine-rig.ts';
import { attemptAt, storeDelivery } from '../../test/stored-deliveries.ts';
import type { DeliveryState } from '../domain/delivery.ts';
import { idTime } from '../domain/id.ts';
import { type DeliveryFilter, searchDeliveries } from './delivery-search.ts';
import { searchEvents } from './event-search.ts';
import type { ScanLimits } from './search-window.ts';

const webhookIds = ['019b76da-a800-7000-8000-000000000001', '019b76da-a800-7000-8000-000000000002'];
const states: readonly DeliveryState[] = ['pending', 'succeeded', 'exhausted', 'held', 'discarded'];
const types = ['Case.Created', 'Case.Updated', 'Check.Started'];
const statuses = [0, 200, 204, 301, 404, 500];
const cases = ['a', 'b', 'a:b'];
const texts = ['Zürich', '50% of it', 'a"quote"', 'under_score'];
const start = Date.now();

/** What a stored delivery was made of, for the model. */
interface Stored {
  readonly id: string;
  readonly eventId: string;
  readonly webhookId: string;
  readonly state: DeliveryState;
  readonly type: string;
  readonly subType: string | null;
  readonly status: number | null;
  readonly caseId: string;
  readonly text: string;
}

describe('a search of deliveries', () => {
  let database: TestDatabase;
  let workspaceId: string;
  const stored: Stored[] = [];
  beforeAll(async () => {
    database = await testDatabase();
    workspaceId = await makeWorkspace(database.sql);
    const elsewhere = await makeWorkspace(database.sql, 'Other');
    for (let index = 0; index < 150; index++) {
      const made = await store(database, workspaceId, index);
      stored.push(made);
      if (index % 5 === 0) await store(database, elsewhere, index);
    }
  });
  afterAll(() => database.close());

  it('finds, page by page, exactly what fits, newest first and each once, whatever the limits', async () => {
    await fc.assert(
      fc.asyncProperty(filters, fc.integer({ min: 1, max: 60 }), scans, async (filter, limit, limits) => {
        const found = await walk((afterId) =>
          searchDeliveries(database.sql, workspaceId, filter, { limit, afterId }, limits),
        );
        expect(found.map(({ id }) => id)).toEqual(expected(stored, filter));
      }),
      { numRuns: 250 },
    );
  }, 120_000);

  it('finds events in the same way', async () => {
    await fc.assert(
      fc.asyncProperty(filters, fc.integer({ min: 1, max: 60 }), scans, async (filter, limit, limits) => {
        const { webhookId: _w, state: _s, statusClass: _c, ...eventFilter } = filter;
        const found = await walk((afterId) =>
          searchEvents(database.sql, workspaceId, eventFilter, { limit, afterId }, limits),
        );
        const fitting = new Set(expected(stored, eventFilter));
        const ids = stored.flatMap(({ id, eventId }) => (fitting.has(id) ? [eventId] : []));
        expect(found.map(({ id }) => id)).toEqual(ids.sort().reverse());
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it('keeps its pages stable while newer deliveries arrive', async () => {
    const own = await makeWorkspace(database.sql, 'Busy');
    const first: string[] = [];
    for (let index = 0; index < 20; index++) first.push((await store(database, own, index)).id);
    let arrivals = 0;
    const found = await walk(async (afterId) => {
      if (arrivals < 20) await store(database, own, 1000 + arrivals++);
      return searchDeliveries(database.sql, own, {}, { limit: 3, afterId });
    });
    const known = new Set(first);
    expect(found.filter(({ id }) => known.has(id)).map(({ id }) => id)).toEqual(first.sort().reverse());
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
  });

  it('shows of each delivery what its row and its event say', async () => {
    const { items } = await searchDeliveries(database.sql, workspaceId, {}, { limit: 100, afterId: null });
    for (const item of items) {
      const original = stored.find(({ id }) => id === item.id);
      expect(item).toMatchObject({
        eventId: original?.eventId,
        state: original?.state,
        subject: { case_id: original?.caseId },
        statusCode: original?.status,
        attemptCount: original?.status === null ? 0 : 1,
      });
    }
  });
});

const filters: fc.Arbitrary<DeliveryFilter> = fc.record(
  {
    webhookId: fc.constantFrom(...webhookIds),
    state: fc.constantFrom(...states),
    type: fc.constantFrom(...types, 'Case.StatusUpdated', 'Nothing'),
    statusClass: fc.constantFrom('2xx', '3xx', '4xx', '5xx', 'none'),
    subject: fc.constantFrom(...cases, 'zz').map((value) => ({ key: 'case_id', value })),
    from: fc.integer({ min: -60, max: 0 }).map((offset) => start + offset),
    to: fc.integer({ min: -60, max: 0 }).map((offset) => start + offset),
    text: fc.constantFrom('zürich', '50%', '"quote"', 'UNDER_', 'UNDER-', '%', 'nowhere'),
  },
  { requiredKeys: [] },
);

/** From windows of a few rows to those that hold everything. */
const scans: fc.Arbitrary<ScanLimits> = fc.record({
  rowsMax: fc.integer({ min: 2, max: 200 }),
  textRowsMax: fc.integer({ min: 2, max: 200 }),
  subjectRowsMax: fc.integer({ min: 2, max: 200 }),
  subjectEventsMax: fc.integer({ min: 10, max: 200 }),
});

/** Three deliveries a millisecond, the last in this one, so that pages and windows end within milliseconds. */
async function store(database: TestDatabase, workspaceId: string, index: number): Promise<Stored> {
  const pick = <Item>(items: readonly Item[], step: number): Item => {
    const item = items[Math.floor(index / step) % items.length];
    if (item === undefined) throw new Error('Nothing to pick from.');
    return item;
  };
  const at = start - 50 + Math.floor(index / 3);
  const state = pick(states, 1);
  const status = state === 'succeeded' || state === 'exhausted' ? pick(statuses, 2) : null;
  const type = pick(types, 3);
  const subType = type === 'Case.Updated' ? 'Case.StatusUpdated' : null;
  const made = {
    webhookId: pick(webhookIds, 1),
    state,
    type,
    subType,
    status,
    caseId: pick(cases, 4),
    text: pick(texts, 5),
  };
  const ids = await storeDelivery(database.sql, {
    workspaceId,
    webhookId: made.webhookId,
    at,
    type,
    ...(subType === null ? {} : { subType }),
    subject: { case_id: made.caseId },
    data: { note: made.text },
    state,
    attempts: status === null ? [] : [attemptAt(at, { status_code: status })],
    ...(state === 'pending' ? { nextAttempt: { at, type: 'first_call' } } : {}),
  });
  return { ...made, ...ids };
}

async function walk<Item extends { readonly id: string }>(
  read: (
    afterId: string | null,
  ) => Promise<{ readonly items: readonly Item[]; readonly nextId: string | null }>,
): Promise<Item[]> {
  const found: Item[] = [];
  for (let afterId: string | null = null, pages = 0; pages < 2000; pages++) {
    const page = await read(afterId);
    found.push(...page.items);
    if (page.nextId === null) return found;
    afterId = page.nextId;
  }
  throw new Error('The pages do not end.');
}

function expected(stored: readonly Stored[], filter: DeliveryFilter): string[] {
  return stored
    .filter((row) => fits(row, filter))
    .map(({ id }) => id)
    .sort()
    .reverse();
}

function fits(row: Stored, filter: DeliveryFilter): boolean {
  const at = idTime(row.id);
  return (
    (filter.webhookId === undefined || filter.webhookId === row.webhookId) &&
    (filter.state === undefined || filter.state === row.state) &&
    (filter.type === undefined || filter.type === row.type || filter.type === row.subType) &&
    (filter.statusClass === undefined ||
      (row.status !== null && filter.statusClass === classOf(row.status))) &&
    (filter.subject === undefined || filter.subject.value === row.caseId) &&
    (filter.from === undefined || at >= filter.from) &&
    (filter.to === undefined || at < filter.to) &&
    (filter.text === undefined || row.text.toLowerCase().includes(filter.text.toLowerCase()))
  );
}

function classOf(status: number): string {
  return status === 0 ? 'none' : `${Math.floor(status / 100)}xx`;
}
