import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { untilSettled } from '../settled.ts';
import { extraActivity } from './activity-resources.ts';
import { id, instant } from './case-resources.ts';
import { type RecordsRig, recordsRig } from './records-rig.ts';
import { listOf } from './resources.ts';

const order = z.strictObject({
  id,
  company_id: id,
  product_ref: z.string(),
  name: z.string(),
  price_tier: z.string(),
  status: z.enum(['created', 'processing', 'completed', 'failed']),
  file_id: z.string().nullable(),
  created_at: instant,
  updated_at: instant,
});

const available = z.strictObject({
  data: z.array(
    z.strictObject({
      name: z.string(),
      product_ref: z.string(),
      vendor: z.enum(['inpi', 'kyckr', 'companies_house']),
      price_tier: z.string().regex(/^tier_[0-9]$/),
      delivery: z.enum(['instant', 'delayed']),
      delivery_time: z.int().nullable(),
      sample_url: z.string().nullable(),
    }),
  ),
});

const company = z.looseObject({ id, document_orders: z.array(order) });

let rig: RecordsRig;
let companyId: string;
let caseId: string;
let productRef: string;
beforeAll(async () => {
  rig = await recordsRig({ startMs: Date.parse('2026-11-22T10:00:00.250Z') });
  await rig.subscribe('all', ['DocumentOrder.Completed', 'DocumentOrder.Failed']);
  caseId = (await rig.createCase()).id;
  const body = { case_id: caseId, type: 'main', name: 'Fjordline', country: 'NO' };
  companyId = (await rig.answer('POST', '/companies', company, { status: 201, body })).id;
  const { data } = await rig.answer(
    'GET',
    `/company-data/available-documents?company_id=${companyId}`,
    available,
  );
  productRef = data[0]?.product_ref ?? '';
});
beforeEach(() => rig.clock.advance(60_000));
afterAll(() => rig.close());

const create = () =>
  rig.answer('POST', '/company-data/document-orders', order, {
    status: 201,
    body: { company_id: companyId, product_ref: productRef },
  });
const end = (orderId: string, how: 'complete' | 'fail', body?: object) =>
  rig.answer('POST', `/document-orders/${orderId}/${how}`, order, { body });

describe('a document order', () => {
  it.each([
    [
      'complete',
      'DocumentOrder.Completed',
      { file_id: 'file-1' },
      { status: 'completed', file_id: 'file-1' },
    ],
    ['fail', 'DocumentOrder.Failed', {}, { status: 'failed', file_id: null }],
  ] as const)('that is to %s is told of as %s, once', async (how, event, body, outcome) => {
    const created = await create();
    expect(created).toMatchObject({ company_id: companyId, name: 'Register extract', status: 'created' });
    const before = await rig.eventCount();
    rig.clock.advance(1_000);
    const ended = await end(created.id, how, body);
    expect(ended).toEqual({ ...created, ...outcome, updated_at: new Date(rig.clock.now()).toISOString() });
    const [call] = await rig.calls(1);
    expect(call?.body).toEqual(rig.bodyOf(event, null, { document_order: ended }));
    expect(await end(created.id, how, body)).toEqual(ended);
    expect(await rig.eventCount()).toBe(before + 1);
    expect(await rig.answer('GET', `/document-orders/${created.id}`, order)).toEqual(ended);
    const { document_orders } = await rig.answer('GET', `/companies/${companyId}`, company);
    expect(document_orders).toContainEqual(ended);
    await untilSettled(rig.database.sql, rig.workspaceId);
    const logs = await rig.logs(`?company_id=${companyId}&event=${event}`);
    expect(logs.data).toMatchObject([{ event, case_id: caseId, company_id: companyId }]);
  });

  it('that has ended does not end otherwise', async () => {
    const { id: orderId } = await create();
    expect((await end(orderId, 'complete')).file_id).toMatch(/^[0-9a-f-]{36}$/);
    await rig.calls(1);
    const refusal = await rig.refusal('POST', `/document-orders/${orderId}/fail`);
    expect(refusal).toEqual({ status: 400, message: 'status: The order is completed already.' });
  });

  it('is listed by company and status, and among the activities', async () => {
    const { id: orderId } = await create();
    const list = await rig.answer(
      'GET',
      `/document-orders?company_id=${companyId}&status=created`,
      listOf(order),
    );
    expect(list.data.map((one) => one.id)).toEqual([orderId]);
    await end(orderId, 'fail');
    await rig.calls(1);
    const query = `company_id=${companyId}&include_extra_types=true&sort=created_at.desc&limit=1`;
    const { data } = await rig.answer('GET', `/activities?${query}`, listOf(extraActivity));
    expect(data).toMatchObject([{ type: 'api__failed__document_order', case_id: caseId }]);
  });
});

describe('what is not valid is refused by name', () => {
  it.each([
    [{ product_ref: 'x' }, 'product_ref: Expected one of GET /company-data/available-documents.'],
    [{ company_id: 'x' }, 'company_id: Expected a UUID.'],
    [{ company_id: '0190f000-0000-7000-8000-000000000000' }, 'company_id: There is no such company.'],
    [{ price: 1 }, 'price: Is not known here.'],
  ])('%j', async (wrong, message) => {
    const body = { company_id: companyId, product_ref: productRef, ...wrong };
    const refusal = await rig.refusal('POST', '/company-data/document-orders', { body });
    expect(refusal.status).toBe(400);
    expect(refusal.message).toContain(message);
  });

  it("another workspace's is as one that does not exist", async () => {
    const { id: orderId } = await create();
    const path = `/document-orders/${orderId}`;
    expect(await rig.refusal('GET', path, { key: rig.otherKey })).toMatchObject({ status: 404 });
    expect(await rig.refusal('POST', `${path}/fail`, { key: rig.otherKey })).toMatchObject({ status: 404 });
  });
});
