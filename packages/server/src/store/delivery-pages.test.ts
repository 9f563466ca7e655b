import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { attemptAt, type StoredDelivery, storeDelivery } from '../../test/stored-deliveries.ts';
import type { Condition } from '../domain/listing.ts';
import { type DeliveryField, readDeliveryPage } from './delivery-pages.ts';

const workspaceId = randomUUID();
const otherWorkspaceId = randomUUID();
const noon = Date.UTC(2026, 7, 14, 12);
const dayMs = 86_400_000;

let database: TestDatabase;
const stored: (StoredDelivery & { readonly id: string })[] = [];

const types = ['Case.Created', 'Case.Updated', 'Check.Started'] as const;
const caseIds = ['c1', 'c2', 'c3'] as const;

/** 120 deliveries of four days in every state, several in the same millisecond, some with one subject. */
beforeAll(async () => {
  database = await testDatabase();
  const [random] = fc.sample(fc.infiniteStream(fc.nat(1_000_000)), { numRuns: 1, seed: 7 });
  if (random === undefined) throw new Error('One stream was asked for');
  const pick = <Value>(values: readonly Value[]): Value | undefined =>
    values[random.next().value % values.length];
  for (let index = 0; index < 120; index += 1) {
    const at = noon + (index % 4) * dayMs + (pick([0, 0, 1, 1000]) ?? 0);
    const caseId = pick([...caseIds, undefined]);
    const state = pick(['succeeded', 'exhausted', 'pending', 'held', 'discarded'] as const) ?? 'succeeded';
    const attempted = state === 'succeeded' || state === 'exhausted' || random.next().value % 2 === 0;
    const delivery: StoredDelivery = {
      workspaceId: index % 10 === 9 ? otherWorkspaceId : workspaceId,
      webhookId: randomUUID(),
      at,
      type: pick(types) ?? types[0],
      ...(caseId === undefined ? {} : { subject: { case_id: caseId, individual_id: `i${index}` } }),
      attempts: attempted ? [attemptAt(at + 5)] : [],
      state,
      ...(state === 'pending' ? { nextAttempt: { at: at + dayMs, type: 'automatic_retry' } } : {}),
    };
    stored.push({ ...delivery, id: (await storeDelivery(database.sql, delivery)).id });
  }
});
afterAll(() => database.close());

describe('a page of deliveries', () => {
  it('holds the attempted deliveries of the workspace that meet the conditions, in order, and counts them all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(condition, { maxLength: 3 }),
        fc.boolean(),
        fc.record({ number: fc.integer({ min: 1, max: 4 }), size: fc.integer({ min: 1, max: 40 }) }),
        async (conditions, descending, page) => {
          const listing = { conditions, sort: [{ field: 'created_at' as const, descending }], page };
          const found = await readDeliveryPage(database.sql, workspaceId, listing);
          const expected = stored
            .filter((each) => each.workspaceId === workspaceId && each.attempts.length > 0)
            .filter((each) => conditions.every((one) => holds(one, each)))
            .map(({ id }) => id)
            .sort();
          if (descending) expected.reverse();
          const from = (page.number - 1) * page.size;
          expect(found.count).toBe(expected.length);
          expect(found.deliveries.map(({ id }) => id)).toEqual(expected.slice(from, from + page.size));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('carries the event, its subject and every attempt as they were stored', async () => {
    const at = noon + 20 * dayMs;
    const first = attemptAt(at, {
      status_code: 0,
      error_kind: 'timeout',
      response_body: null,
      response_headers: null,
    });
    const second = attemptAt(at + 3_600_000, { type: 'automatic_retry', retry_count: 1 });
    const delivery: StoredDelivery = {
      workspaceId,
      webhookId: randomUUID(),
      at,
      type: 'Case.Updated',
      subType: 'Case.StatusUpdated',
      subject: { case_id: 'c9' },
      context: { note: 'n' },
      data: { text: '"é☃' },
      attempts: [first, second],
      state: 'succeeded',
    };
    const { id, eventId } = await storeDelivery(database.sql, delivery);
    const page = await readDeliveryPage(database.sql, workspaceId, {
      conditions: [{ kind: 'comparison', field: 'subject.case_id', operator: 'eq', value: 'c9' }],
      sort: [{ field: 'created_at', descending: true }],
      page: { number: 1, size: 20 },
    });
    expect(page).toMatchObject({
      count: 1,
      deliveries: [
        {
          id,
          webhookId: delivery.webhookId,
          type: 'Case.Updated',
          subType: 'Case.StatusUpdated',
          subject: { case_id: 'c9' },
          attempts: [first, second],
          event: { id: eventId, context: '{"note":"n"}', data: '{"text":"\\"é☃"}', occurredAt: at },
        },
      ],
    });
    await database.sql`delete from deliveries where id = ${id}`;
  });
});

const onType: fc.Arbitrary<Condition<DeliveryField>> = fc.oneof(
  fc.record({
    kind: fc.constant('comparison' as const),
    field: fc.constant('type' as const),
    operator: fc.constantFrom('eq' as const, 'not_eq' as const),
    value: fc.constantFrom(...types),
  }),
  fc.record({
    kind: fc.constant('membership' as const),
    field: fc.constant('type' as const),
    operator: fc.constantFrom('in' as const, 'not_in' as const),
    values: fc.uniqueArray(fc.constantFrom(...types), { minLength: 1 }),
  }),
);
const onTime: fc.Arbitrary<Condition<DeliveryField>> = fc.record({
  kind: fc.constant('comparison' as const),
  field: fc.constant('created_at' as const),
  operator: fc.constantFrom(...(['eq', 'not_eq', 'lt', 'lte', 'gt', 'gte'] as const)),
  value: fc.constantFrom(noon, noon + 1, noon + dayMs, noon + dayMs + 500, noon + 3 * dayMs),
});
const onCase: fc.Arbitrary<Condition<DeliveryField>> = fc.record({
  kind: fc.constant('comparison' as const),
  field: fc.constant('subject.case_id' as const),
  operator: fc.constantFrom('eq' as const, 'not_eq' as const),
  value: fc.constantFrom(...caseIds),
});
const condition = fc.oneof(onType, onTime, onCase);

/** What the conditions mean, said once more without SQL. */
function holds(each: Condition<DeliveryField>, delivery: StoredDelivery): boolean {
  switch (each.kind) {
    case 'membership':
      return each.values.includes(delivery.type) === (each.operator === 'in');
    case 'comparison':
      break;
    default:
      throw new Error(`No condition of the kind ${each.kind} is made here`);
  }
  const value = valueIn(each.field, delivery);
  if (each.operator === 'eq') return value === each.value;
  if (each.operator === 'not_eq') return value !== each.value;
  if (value === undefined) return false;
  if (each.operator === 'lt') return value < each.value;
  if (each.operator === 'lte') return value <= each.value;
  return each.operator === 'gt' ? value > each.value : value >= each.value;
}

function valueIn(field: DeliveryField, delivery: StoredDelivery): string | number | undefined {
  if (field === 'type') return delivery.type;
  return field === 'created_at' ? delivery.at : delivery.subject?.['case_id'];
}
