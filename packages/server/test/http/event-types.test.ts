import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiRig, apiRig } from '../api-rig.ts';
import { type Sink, sinkEndpoint } from '../endpoints/sink.ts';
import { allSucceeded, type EngineRig, engineRig, untilDeliveries } from '../engine-rig.ts';

const invoiceSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties: { id: { type: 'string' }, cents: { type: 'integer', minimum: 0 } },
  required: ['id', 'cents'],
};
const invoice = { id: 'in_1', cents: 1200 };
let sequence = 0;

describe("a workspace's own event types", () => {
  let api: ApiRig;
  let sink: Sink;
  beforeAll(async () => {
    api = await apiRig({ dialectName: 'standard' });
    sink = await sinkEndpoint();
  });
  afterAll(async () => {
    await api.close();
    await sink.close();
  });

  const create = async (change: object = {}) => {
    const body = {
      type: `invoice.t${++sequence}`,
      data_schema: invoiceSchema,
      data_example: invoice,
      ...change,
    };
    const answer = await api.call('POST', '/event-types', { body });
    expect(answer.status, answer.text).toBe(201);
    return answer.json;
  };
  const patch = (type: string, body: object) => api.call('PATCH', `/event-types/${type}`, { body });
  const publish = (type: string, data: unknown = invoice) =>
    api.call('POST', '/events', { body: { type, data } });
  const listed = async (archived?: string) => {
    const query = archived === undefined ? '' : `?archived=${archived}`;
    const { json } = await api.call('GET', `/event-types${query}`);
    return json.data.map(({ type }: { type: string }) => type);
  };

  it('are created, and read back the same, alone and in the catalogue', async () => {
    const created = await create({
      type: 'order.paid',
      group: 'Orders',
      description: 'An order was paid.\nIn full.',
      deprecation: 'Use order.settled.',
    });
    expect(created).toMatchObject({
      type: 'order.paid',
      group: 'Orders',
      description: 'An order was paid.\nIn full.',
      deprecation: 'Use order.settled.',
      parent: null,
      data_schema: invoiceSchema,
      data_example: invoice,
      example: { type: 'order.paid', data: invoice },
      body_example: { type: 'order.paid', timestamp: expect.stringMatching(/Z$/), data: invoice },
      archived_at: null,
      created_at: expect.stringMatching(/Z$/),
    });
    expect(created.body_schema.properties.data).toMatchObject({ required: ['id', 'cents'] });
    expect((await api.call('GET', '/event-types/order.paid')).json).toEqual(created);
    expect((await api.call('GET', '/event-types')).json.data).toContainEqual(created);
    const bare = { ...created, body_schema: null, data_schema: null };
    expect((await api.call('GET', '/event-types?schemas=false')).json.data).toContainEqual(bare);
    const { json } = await api.call('GET', '/workspace');
    expect(json).toMatchObject({ own_event_types: true, signature_schemes: ['v1', 'v1a'] });
  });

  it('need no more than a name: any JSON is their data then', async () => {
    const created = await create({ type: 'ping', data_schema: undefined, data_example: undefined });
    expect(created).toMatchObject({ group: '', description: '', data_schema: null, data_example: null });
    expect((await publish('ping', null)).status).toBe(202);
    expect((await publish('ping', [1, 'two'])).status).toBe(202);
  });

  it('may have long names', async () => {
    const { type } = await create({ type: `long.${'x'.repeat(123)}` });
    expect((await api.call('GET', `/event-types/${type}`)).json.type).toBe(type);
    expect((await publish(type)).status).toBe(202);
  });

  it('judge what is published, with the path of what is wrong', async () => {
    const { type } = await create();
    expect((await publish(type)).status).toBe(202);
    const refused = await publish(type, { id: 'in_1', cents: -1 });
    expect(refused).toMatchObject({ status: 422, error: { code: 'validation_failed' } });
    expect(refused.error?.details?.map(({ path }) => path)).toEqual(['data.cents']);
    expect(await publish('invoice.unheard.of')).toMatchObject({
      status: 422,
      error: { details: [{ path: 'type' }] },
    });
  });

  it('are delivered to webhooks that name them, and to those that subscribe to what they stand under', async () => {
    const { type } = await create({ type: 'shipment.parcel.sent' });
    const webhooks = await Promise.all(
      [[type], ['shipment.*'], ['shipment.parcel.*', '*'], ['refund.*']].map((events) =>
        api.call('POST', '/webhooks', { body: { name: 'A', url: sink.url, events } }),
      ),
    );
    expect(webhooks.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const before = sink.received.length;
    expect((await publish(type)).json.deliveries).toBe(3);
    await sink.untilReceived(before + 3);
    for (const { body } of sink.received.slice(before)) {
      expect(JSON.parse(body)).toEqual({ type, timestamp: expect.stringMatching(/Z$/), data: invoice });
    }
    for (const { json } of webhooks) await api.call('DELETE', `/webhooks/${json.id}`);
  });

  it('take a change of what is given, leave the rest, and keep their example to their schema', async () => {
    const before = await create();
    const { json } = await patch(before.type, { description: 'Changed.', deprecation: 'Old.' });
    expect(json).toEqual({
      ...before,
      description: 'Changed.',
      deprecation: 'Old.',
      updated_at: json.updated_at,
    });
    expect(Date.parse(json.updated_at)).toBeGreaterThanOrEqual(Date.parse(before.updated_at));
    expect((await patch(before.type, { deprecation: null })).json.deprecation).toBeNull();

    const stricter = { type: 'object', required: ['currency'] };
    expect(await patch(before.type, { data_schema: stricter })).toMatchObject({
      status: 422,
      error: {
        code: 'validation_failed',
        message: expect.stringContaining('change both together'),
        details: [{ path: expect.stringMatching(/^data_example/) }],
      },
    });
    expect((await publish(before.type)).status).toBe(202);
    expect(
      (await patch(before.type, { data_schema: stricter, data_example: { currency: 'EUR' } })).status,
    ).toBe(200);
    expect((await publish(before.type)).status).toBe(422);
    expect((await publish(before.type, { currency: 'EUR' })).status).toBe(202);
    const freed = await patch(before.type, { data_schema: null, data_example: null });
    expect(freed.json).toMatchObject({ data_schema: null, data_example: null });
  });

  it('when archived are listed apart, and neither published nor newly subscribed to, until they are back', async () => {
    const { type } = await create();
    const subscribe = (events: string[]) =>
      api.call('POST', '/webhooks', { body: { name: 'A', url: sink.url, events } });
    const { json: webhook } = await subscribe([type]);
    expect((await api.call('DELETE', `/event-types/${type}`)).status).toBe(204);
    const archived = (await api.call('GET', `/event-types/${type}`)).json;
    expect(archived).toMatchObject({ type, archived_at: expect.stringMatching(/Z$/) });
    expect((await api.call('DELETE', `/event-types/${type}`)).status).toBe(204);
    expect((await api.call('GET', `/event-types/${type}`)).json).toEqual(archived);
    expect(await listed()).not.toContain(type);
    expect(await listed('true')).toEqual([type]);
    expect(await listed('all')).toContain(type);

    expect(await publish(type)).toMatchObject({ status: 422, error: { details: [{ path: 'type' }] } });
    expect(await subscribe([type])).toMatchObject({
      status: 422,
      error: { details: [{ path: 'events[0]' }] },
    });
    const kept = await api.call('PATCH', `/webhooks/${webhook.id}`, { body: { events: [type, 'ping.*'] } });
    expect(kept.json.events).toEqual([type, 'ping.*']);
    expect(await api.call('POST', '/event-types', { body: { type } })).toMatchObject({
      status: 409,
      error: { code: 'event_type_exists', message: expect.stringContaining('archived') },
    });

    expect((await patch(type, { archived: false })).json.archived_at).toBeNull();
    expect((await publish(type)).json.deliveries).toBe(1);
    expect((await subscribe([type])).status).toBe(201);
  });

  it('when archived are still read in history, and what was published of them is still retried', async () => {
    const receiver = await sinkEndpoint();
    const { type } = await create();
    await api.call('POST', '/webhooks', { body: { name: 'A', url: receiver.url, events: [type] } });
    const [eventId] = (await publish(type)).json.event_ids;
    await receiver.untilReceived(1);
    await api.call('DELETE', `/event-types/${type}`);
    const ofEvent = (rows: readonly { event_id: string; state: string }[]) =>
      rows.filter((row) => row.event_id === eventId && row.state === 'succeeded').length === 1;
    const rows = await untilDeliveries(api.database.sql, api.workspaceId, ofEvent);
    const id = rows.find((row) => row.event_id === eventId)?.id;
    expect((await api.call('GET', `/events/${eventId}`)).json).toMatchObject({ type, data: invoice });
    expect((await api.call('GET', `/deliveries/${id}`)).json.body).toBe(receiver.received[0]?.body);
    expect((await api.call('GET', `/deliveries?type=${type}`)).json.data).toHaveLength(1);
    expect((await api.call('POST', `/deliveries/${id}/retry`)).status).toBe(202);
    await receiver.untilReceived(2);
    expect(receiver.received[1]?.body).toBe(receiver.received[0]?.body);
    await receiver.close();
  });
});

describe('a process that has the event types in memory', () => {
  let api: ApiRig;
  let other: EngineRig;
  let sink: Sink;
  beforeAll(async () => {
    api = await apiRig({ dialectName: 'standard' });
    sink = await sinkEndpoint();
    // It hears nothing of what the other process changes.
    other = await engineRig(api.database.sql, { url: api.database.url, deaf: true });
  });
  afterAll(async () => {
    await other.stop();
    await api.close();
    await sink.close();
  });

  const publishOn = (rig: EngineRig, type: string) =>
    rig.publish(api.workspaceId, [{ draft: { type, data: {} }, subject: null, occurredAt: null }], null);

  it('refuses nothing of what another process has defined, and delivers it, heard of it or not', async () => {
    expect((await publishOn(other, 'a.made')).ok).toBe(false);
    await api.call('POST', '/event-types', { body: { type: 'a.made' } });
    await api.call('POST', '/webhooks', { body: { name: 'A', url: sink.url, events: ['a.*'] } });
    expect(await publishOn(other, 'a.made')).toMatchObject({ ok: true, value: { deliveries: 1 } });
    await untilDeliveries(api.database.sql, api.workspaceId, allSucceeded(1));
  });

  it('hears of an archived one, and refuses it from then on', async () => {
    expect((await publishOn(api.engine, 'a.made')).ok).toBe(true);
    const entry = api.engine.directory.peek(api.workspaceId);
    await api.call('PATCH', '/event-types/a.made', { body: { archived: true } });
    while (api.engine.directory.peek(api.workspaceId) === entry) await new Promise((go) => setTimeout(go, 5));
    expect((await publishOn(api.engine, 'a.made')).ok).toBe(false);
  });

  it('keeps what it has made of them while only webhooks change', async () => {
    const before = await api.engine.directory.get(api.workspaceId);
    await api.call('POST', '/webhooks', { body: { name: 'B', url: sink.url, events: ['b.*'] } });
    const after = await api.engine.directory.confirmed(before ?? neverNull());
    expect(after).not.toBe(before);
    expect(after?.dialect).toBe(before?.dialect);
    await api.call('POST', '/event-types', { body: { type: 'b.made' } });
    const later = await api.engine.directory.confirmed(after ?? neverNull());
    expect(later?.dialect).not.toBe(before?.dialect);
  });
});

function neverNull(): never {
  throw new Error('The workspace is there.');
}
