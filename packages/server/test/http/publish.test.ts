import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiRig, apiRig } from '../api-rig.ts';
import { exampleOf, makeWebhook } from '../engine-rig.ts';

describe('publishing', () => {
  let api: ApiRig;
  beforeAll(async () => {
    api = await apiRig();
    await makeWebhook(api.database.sql, api.workspaceId, {
      url: 'http://127.0.0.1:1/',
      events: ['Case.Created'],
    });
  });
  afterAll(() => api.close());

  const event = exampleOf('Case.Created');
  const publish = (body: unknown, key?: string) =>
    api.call('POST', '/events', { body, headers: key === undefined ? {} : { 'idempotency-key': key } });
  const recorded = async () =>
    (
      await api.database.sql`select count(*) as count from events where workspace_id = ${api.workspaceId}`
    )[0]?.['count'];

  it('answers 202 with the ids, in order, and the number of deliveries', async () => {
    const one = await publish(event);
    expect(one).toMatchObject({ status: 202, json: { event_ids: [expect.any(String)], deliveries: 1 } });
    expect(one.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const many = await publish([event, exampleOf('Check.Started'), event]);
    expect(many.json).toMatchObject({ deliveries: 2 });
    const types = [];
    for (const id of many.json.event_ids) types.push((await api.call('GET', `/events/${id}`)).json.type);
    expect(types).toEqual(['Case.Created', 'Check.Started', 'Case.Created']);
  });

  it('keeps subject, context, data and time as they were given, keys like __proto__ in them too', async () => {
    const example = exampleOf('Check.Started');
    const body = {
      ...example,
      subject: { case_id: 'c-9', constructor: 'x' },
      occurred_at: '2026-02-03T04:05:06+01:00',
    };
    const { json } = await publish(body);
    expect((await api.call('GET', `/events/${json.event_ids[0]}`)).json).toMatchObject({
      subject: { case_id: 'c-9', constructor: 'x' },
      data: example.data,
      context: example.context,
      occurred_at: '2026-02-03T03:05:06.000Z',
    });
    const hostile = `{"type":"Case.Created","subject":{"__proto__":"x"},"data":${JSON.stringify(event.data)}}`;
    expect(await publish(Buffer.from(hostile))).toMatchObject({
      status: 422,
      error: { details: [{ path: 'subject.__proto__' }] },
    });
  });

  it('takes exactly 1,000 events in exactly a mebibyte', async () => {
    const batch = JSON.stringify(
      Array.from({ length: 1000 }, () => ({ type: 'Case.Deleted', data: smallCase })),
    );
    const body = Buffer.from(batch.padEnd(1_048_576));
    expect((await publish(body)).json.event_ids).toHaveLength(1000);
  });

  it('with an Idempotency-Key answers the same again, and publishes once, in a race too', async () => {
    const before = await recorded();
    const answers = await Promise.all(Array.from({ length: 8 }, () => publish(event, 'order-1')));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(202);
    expect(await recorded()).toBe(before + 1);
  });

  it('with an Idempotency-Key of another body: 409', async () => {
    await publish(event, 'order-2');
    expect(await publish([event], 'order-2')).toMatchObject({
      status: 409,
      error: { code: 'idempotency_conflict' },
    });
  });

  it('keeps the keys of workspaces apart', async () => {
    const other = await api.call('POST', '/events', {
      as: api.otherWorkspaceId,
      body: [event],
      headers: { 'idempotency-key': 'order-2' },
    });
    expect(other).toMatchObject({ status: 202, json: { deliveries: 0 } });
  });
});

const smallCase = exampleOf('Case.Deleted').data;
