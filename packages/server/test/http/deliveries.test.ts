import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ApiRig, apiRig } from '../api-rig.ts';
import { type Sink, type SinkAnswer, sinkEndpoint } from '../endpoints/sink.ts';
import { exampleOf, makeWebhook, testSecret, untilDeliveries } from '../engine-rig.ts';

const missing = '019b76da-a800-7000-8000-000000000000';

describe('deliveries', () => {
  let api: ApiRig;
  let sink: Sink;
  let answer: SinkAnswer;
  let webhookId: string;
  beforeAll(async () => {
    api = await apiRig();
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    answer = { status: 200, body: 'ok' };
    sink = await sinkEndpoint(() => answer);
    webhookId = await makeWebhook(api.database.sql, api.workspaceId, {
      url: sink.url,
      events: ['Case.Created'],
    });
  });
  afterEach(async () => {
    await api.call('DELETE', `/webhooks/${webhookId}`);
    await sink.close();
  });

  /** Publishes one event and answers the webhook's delivery as soon as it has been attempted so often. */
  const deliver = async (attempts = 1) => {
    const { json } = await api.call('POST', '/events', {
      body: { ...exampleOf('Case.Created'), subject: { case_id: 'c-1' } },
    });
    expect(json).toMatchObject({ deliveries: 1 });
    return settled(attempts);
  };
  const settled = async (attempts: number) => {
    const rows = await untilDeliveries(api.database.sql, api.workspaceId, (all) =>
      all.some(
        (row) => row.webhook_id === webhookId && row.attempts.length === attempts && row.lease_owner === null,
      ),
    );
    return rows.find((row) => row.webhook_id === webhookId) ?? { id: '', event_id: '' };
  };

  it('are listed with what became of them', async () => {
    const { id, event_id } = await deliver();
    const { json } = await api.call('GET', `/deliveries?webhook_id=${webhookId}`);
    expect(json).toMatchObject({
      data: [
        {
          id,
          event_id,
          webhook_id: webhookId,
          type: 'Case.Created',
          sub_type: null,
          state: 'succeeded',
          subject: { case_id: 'c-1' },
          status_code: 200,
          error_kind: null,
          attempt_count: 1,
          next_attempt_at: null,
          next_attempt_type: null,
          test: false,
        },
      ],
      next_cursor: null,
    });
  });

  it('show the body byte for byte as the endpoint got it, and every attempt', async () => {
    answer = { status: 503, headers: { 'retry-after': '7' }, body: 'later' };
    const { id } = await deliver();
    answer = { status: 200, body: 'ok' };
    expect(await api.call('POST', `/deliveries/${id}/retry`)).toMatchObject({ status: 202, json: { id } });
    await settled(2);
    const { json } = await api.call('GET', `/deliveries/${id}`);
    expect(json.body).toBe(sink.received[1]?.body);
    expect(json.attempts).toMatchObject([
      {
        type: 'first_call',
        url: sink.url,
        retry_count: 0,
        status_code: 503,
        error_kind: 'server_error',
        response_headers: { 'retry-after': '7' },
        response_body: 'later',
        next_attempt_at: expect.stringMatching(/Z$/),
      },
      { type: 'manual_retry', retry_count: 1, status_code: 200, error_kind: null, response_body: 'ok' },
    ]);
    const signature = createHmac('sha256', testSecret).update(json.body).digest('hex');
    expect(json.attempts[1].request_headers['dotfile-signature']).toBe(signature);
  });

  it('show the body that would be sent where none was', async () => {
    await api.call('POST', `/webhooks/${webhookId}/offline`);
    await api.call('POST', '/events', { body: exampleOf('Case.Created') });
    const listed = await api.call('GET', `/deliveries?webhook_id=${webhookId}&state=held`);
    const { json } = await api.call('GET', `/deliveries/${listed.json.data[0].id}`);
    expect(json).toMatchObject({ state: 'held', attempts: [], status_code: null });
    expect(JSON.parse(json.body)).toMatchObject({ event: 'Case.Created', context: { retry_count: 0 } });
  });

  it('that succeeded are sent again on a retry', async () => {
    const { id } = await deliver();
    expect((await api.call('POST', `/deliveries/${id}/retry`)).json).toMatchObject({
      state: 'pending',
      next_attempt_type: 'manual_retry',
    });
    await settled(2);
    expect(sink.received.map(({ headers }) => headers['dotfile-event-id'])).toHaveLength(2);
    expect((await api.call('GET', `/deliveries/${id}`)).json).toMatchObject({
      state: 'succeeded',
      attempt_count: 2,
    });
  });

  it('are not retried while their call is under way', async () => {
    const release = Promise.withResolvers<SinkAnswer>();
    const slow = await sinkEndpoint(() => release.promise);
    await api.call('PATCH', `/webhooks/${webhookId}`, { body: { url: slow.url } });
    await api.call('POST', '/events', { body: exampleOf('Case.Created') });
    await slow.untilReceived(1);
    const [row] = await untilDeliveries(api.database.sql, api.workspaceId, (all) =>
      all.some((delivery) => delivery.webhook_id === webhookId && delivery.lease_owner !== null),
    ).then((all) => all.filter((delivery) => delivery.webhook_id === webhookId));
    expect(await api.call('POST', `/deliveries/${row?.id}/retry`)).toMatchObject({
      status: 409,
      error: { code: 'delivery_in_flight' },
    });
    release.resolve({ status: 200 });
    await settled(1);
    await slow.close();
  });

  it('are not retried to a webhook that is offline, or gone, or after too many attempts', async () => {
    const { id } = await deliver();
    await api.database.sql`
      update deliveries set attempts = ('[' || repeat('{},', 99) || '{}]')::json where id = ${id}`;
    const retry = () => api.call('POST', `/deliveries/${id}/retry`);
    expect(await retry()).toMatchObject({ status: 409, error: { code: 'attempt_limit_reached' } });
    await api.call('POST', `/webhooks/${webhookId}/offline`);
    expect(await retry()).toMatchObject({ status: 409, error: { code: 'webhook_offline' } });
    await api.call('DELETE', `/webhooks/${webhookId}`);
    expect(await retry()).toMatchObject({
      status: 404,
      error: { message: expect.stringContaining('deleted') },
    });
  });

  it('and events of another workspace answer exactly as missing ones', async () => {
    const { id, event_id: eventId } = await deliver();
    const as = api.otherWorkspaceId;
    for (const [method, path, suffix] of [
      ['GET', 'deliveries', ''],
      ['POST', 'deliveries', '/retry'],
      ['GET', 'events', ''],
    ] as const) {
      const foreign = await api.call(method, `/${path}/${path === 'events' ? eventId : id}${suffix}`, { as });
      const none = await api.call(method, `/${path}/${missing}${suffix}`, { as });
      expect([foreign.status, foreign.text]).toEqual([404, none.text]);
    }
    expect((await api.call('GET', '/deliveries', { as })).json).toEqual({ data: [], next_cursor: null });
  });

  it('are found from their event', async () => {
    const { id, event_id: eventId } = await deliver();
    const { json } = await api.call('GET', `/events/${eventId}`);
    expect(json).toMatchObject({
      id: eventId,
      type: 'Case.Created',
      sub_type: null,
      subject: { case_id: 'c-1' },
      data: exampleOf('Case.Created').data,
      test: false,
      deliveries: [{ id, webhook_id: webhookId, state: 'succeeded', status_code: 200 }],
    });
    const found = await api.call('GET', '/events?subject=case_id:c-1&type=Case.Created');
    expect(found.json.data[0].id).toBe(eventId);
    expect(found.json.data[0]).not.toHaveProperty('deliveries');
  });

  it('stand with each event of a list that asks for them', async () => {
    const { id, event_id: eventId } = await deliver();
    const { json } = await api.call('GET', '/events?include=deliveries');
    const outcome = { id, webhook_id: webhookId, state: 'succeeded', status_code: 200, error_kind: null };
    expect(json.data[0]).toMatchObject({ id: eventId, deliveries: [{ ...outcome, attempt_count: 1 }] });
    expect((await api.call('GET', '/events?include=data')).status).toBe(400);
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=x',
    'state=lost',
    'status_class=1xx',
    'subject=case_id',
    'from=noon',
    'cursor=x',
    'webhook_id=7',
    'text=',
  ])('are not searched by %s: 400', async (query) => {
    expect(await api.call('GET', `/deliveries?${query}`)).toMatchObject({
      status: 400,
      error: { code: 'invalid_request', details: [{ path: query.split('=')[0] }] },
    });
  });
});
