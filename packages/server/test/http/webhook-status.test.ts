import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ApiRig, apiRig } from '../api-rig.ts';
import { type Sink, type SinkAnswer, sinkEndpoint } from '../endpoints/sink.ts';
import { exampleOf, makeWebhook, untilDeliveries } from '../engine-rig.ts';

describe('a webhook that people take', () => {
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
      events: ['Case.Created', 'Check.Started'],
    });
  });
  afterEach(async () => {
    await api.call('DELETE', `/webhooks/${webhookId}`);
    await sink.close();
  });

  const operate = (operation: string, body?: object) =>
    api.call('POST', `/webhooks/${webhookId}/${operation}`, body === undefined ? {} : { body });
  const publish = (count = 1) =>
    api.call('POST', '/events', { body: Array.from({ length: count }, () => exampleOf('Case.Created')) });
  const until = (state: string, count: number) =>
    untilDeliveries(
      api.database.sql,
      api.workspaceId,
      (all) => all.filter((row) => row.webhook_id === webhookId && row.state === state).length === count,
    );
  const untilJob = async (id: string) => {
    for (;;) {
      const { json } = await api.call('GET', `/jobs/${id}`);
      if (json.state !== 'running') return json;
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  };

  it('offline gets no call, and holds what is published', async () => {
    expect((await operate('offline')).json).toMatchObject({
      status: 'offline',
      offline_reason: 'Set offline through the API.',
      offline_since: expect.stringMatching(/Z$/),
    });
    await publish(3);
    await until('held', 3);
    expect(sink.received).toHaveLength(0);
    const since = (await api.call('GET', `/webhooks/${webhookId}`)).json.offline_since;
    expect((await operate('offline')).json.offline_since).toBe(since);
  });

  it('online gets what was held, oldest first, by a job whose progress can be read', async () => {
    await operate('offline');
    const { json: published } = await publish(5);
    const online = await operate('online');
    expect(online.json).toMatchObject({
      webhook: { status: 'online', offline_reason: null, offline_since: null },
      job: { type: 'release_held', webhook_id: webhookId, total: 5 },
    });
    await until('succeeded', 5);
    expect(await untilJob(online.json.job.id)).toMatchObject({
      state: 'succeeded',
      processed: 5,
      error: null,
    });
    expect(sink.received.map(({ headers }) => headers['dotfile-event-id']).sort()).toEqual(
      published.event_ids,
    );
    expect((await api.call('GET', '/jobs')).json.data[0].id).toBe(online.json.job.id);
  });

  it('online with the choice to discard gets none of it', async () => {
    await operate('offline');
    await publish(2);
    const { json } = await operate('online', { held: 'discard' });
    expect(json.job).toMatchObject({ type: 'discard_held', total: 2 });
    await until('discarded', 2);
    expect(sink.received).toHaveLength(0);
  });

  it('online by an update, too', async () => {
    expect(
      (await api.call('PATCH', `/webhooks/${webhookId}`, { body: { status: 'offline' } })).json.status,
    ).toBe('offline');
    await publish();
    await api.call('PATCH', `/webhooks/${webhookId}`, { body: { status: 'online' } });
    await until('succeeded', 1);
  });

  it('online again starts with no failures against it', async () => {
    answer = { status: 500 };
    await publish(3);
    await untilDeliveries(api.database.sql, api.workspaceId, () => true);
    const failures = async () => (await api.call('GET', `/webhooks/${webhookId}`)).json.health.failures;
    while ((await failures()) < 3) await new Promise((resolve) => setTimeout(resolve, 15));
    await operate('offline');
    expect((await operate('online')).json).toMatchObject({ job: null, webhook: { health: { failures: 0 } } });
  });

  it('away leaves nothing waiting behind', async () => {
    answer = { status: 500 };
    await publish(2);
    await untilDeliveries(
      api.database.sql,
      api.workspaceId,
      (all) => all.filter((row) => row.webhook_id === webhookId && row.attempts.length === 1).length === 2,
    );
    await operate('offline');
    await publish(2);
    await until('held', 2);
    await api.call('DELETE', `/webhooks/${webhookId}`);
    await until('discarded', 4);
  });

  it('to retry retries what failed in that time, once', async () => {
    answer = { status: 500 };
    await publish(3);
    await untilDeliveries(
      api.database.sql,
      api.workspaceId,
      (all) => all.filter((row) => row.webhook_id === webhookId && row.attempts.length === 1).length === 3,
    );
    answer = { status: 200 };
    const from = new Date(Date.now() - 60_000).toISOString();
    const to = new Date(Date.now() + 60_000).toISOString();
    expect((await operate('retry-failed', { from: to, to: from })).error?.code).toBe('validation_failed');
    const started = await operate('retry-failed', { from, to });
    expect(started).toMatchObject({ status: 202, json: { type: 'retry_failed', total: 3, processed: 0 } });
    await until('succeeded', 3);
    expect(await untilJob(started.json.id)).toMatchObject({ state: 'succeeded', processed: 3 });
  });

  it('to retry is not taken twice at once, nor while it is offline', async () => {
    const from = '2026-01-01T00:00:00Z';
    await api.database.sql`
      insert into jobs (workspace_id, id, type, webhook_id, state, from_id, to_id, total, lease_owner, created_at, updated_at)
      values (${api.workspaceId}, ${webhookId}, 'retry_failed', ${webhookId}, 'running', ${webhookId}, ${webhookId}, 1,
        ${await anotherProcess(api)}, now(), now())`;
    expect(await operate('retry-failed', { from })).toMatchObject({
      status: 409,
      error: { code: 'job_running' },
    });
    await operate('offline');
    expect(await operate('retry-failed', { from })).toMatchObject({
      status: 409,
      error: { code: 'webhook_offline' },
    });
  });

  it('to test gets a marked example at once, which counts for nothing else', async () => {
    const tested = await operate('test', { type: 'Check.Started' });
    expect(tested).toMatchObject({
      status: 200,
      json: { attempt: { status_code: 200, type: 'first_call' } },
    });
    expect(sink.received[0]?.headers).toMatchObject({ 'belfry-test': 'true', 'dotfile-retry-count': '0' });
    expect(JSON.parse(sink.received[0]?.body ?? '')).toMatchObject({ event: 'Check.Started' });
    const { json } = await api.call('GET', `/deliveries/${tested.json.delivery_id}`);
    expect(json).toMatchObject({ test: true, state: 'succeeded', attempt_count: 1 });
    expect(json.body).toBe(sink.received[0]?.body);
    expect((await api.call('GET', `/events/${json.event_id}`)).json).toMatchObject({
      test: true,
      type: 'Check.Started',
    });
  });

  it('to test says how the endpoint failed, and does not try again', async () => {
    answer = { status: 418, body: 'teapot' };
    const { json } = await operate('test');
    expect(json.attempt).toMatchObject({
      status_code: 418,
      error_kind: 'client_error',
      response_body: 'teapot',
    });
    expect((await api.call('GET', `/deliveries/${json.delivery_id}`)).json).toMatchObject({
      state: 'exhausted',
      next_attempt_at: null,
    });
    expect((await api.call('GET', `/webhooks/${webhookId}`)).json.health.failures).toBe(0);
    const retried = await api.call('POST', `/deliveries/${json.delivery_id}/retry`);
    expect(retried).toMatchObject({
      status: 400,
      error: { message: expect.stringContaining('another test') },
    });
    const from = new Date(Date.now() - 60_000).toISOString();
    expect((await operate('retry-failed', { from })).json.total).toBe(0);
  });

  it('to test knows the types of the catalogue only, and calls nothing that is offline', async () => {
    expect(await operate('test', { type: 'Case.Lost' })).toMatchObject({
      status: 422,
      error: { details: [{ path: 'type' }] },
    });
    await operate('offline');
    expect(await operate('test')).toMatchObject({ status: 409, error: { code: 'webhook_offline' } });
    expect(sink.received).toHaveLength(0);
  });
});

/** A process that lives, so that nobody takes its job over. */
async function anotherProcess(api: ApiRig): Promise<string> {
  const id = '019b76da-a800-7000-8000-00000000000f';
  await api.database.sql`
    insert into processes (process_id, role, started_at, lease_until)
    values (${id}, 'worker', now(), now() + interval '1 hour') on conflict do nothing`;
  return id;
}
