import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiRig, apiRig } from '../api-rig.ts';
import { type Sink, type SinkAnswer, sinkEndpoint } from '../endpoints/sink.ts';
import { exampleOf } from '../engine-rig.ts';
import { until } from '../until.ts';

describe('the overview', () => {
  let api: ApiRig;
  let sink: Sink;
  let answer: SinkAnswer = { status: 200 };
  const webhooks: string[] = [];
  beforeAll(async () => {
    api = await apiRig();
    sink = await sinkEndpoint(() => answer);
    for (const [name, url] of [
      ['Fails', sink.url],
      ['Refuses', 'http://127.0.0.1:9/'],
      ['Offline', sink.url],
    ]) {
      const body = { name, url, events: ['Case.Created'] };
      webhooks.push((await api.call('POST', '/webhooks', { body })).json.id);
    }
  });
  afterAll(async () => {
    await sink.close();
    await api.close();
  });

  const publish = async (count: number): Promise<void> => {
    const event = exampleOf('Case.Created');
    await api.call('POST', '/events', { body: Array.from({ length: count }, () => event) });
  };
  const found = async (query: string) => (await api.call('GET', `/deliveries?${query}`)).json.data;
  const overview = async (query = '') => (await api.call('GET', `/overview${query}`)).json;
  const lastCall = async (id = '') => (await api.call('GET', `/webhooks/${id}`)).json.last_call;

  it('names the webhooks that fail, most first, with the reasons of every failed call, and what waits', async () => {
    expect(await overview()).toEqual({ failing: [], pending: 0, due: 0, held: 0, due_lag_ms: 0 });
    const [fails, refuses, offline] = webhooks;
    expect(await lastCall(fails)).toBeNull();
    await publish(2);
    await until(async () => (await found('state=succeeded')).length === 4);
    answer = { status: 503 };
    await api.call('POST', `/webhooks/${offline}/offline`);
    await publish(3);
    await until(async () => {
      const { failing } = await overview();
      return failing.reduce((sum: number, webhook: { failed: number }) => sum + webhook.failed, 0) >= 8;
    });
    const { failing, ...waiting } = await overview();
    expect(failing).toMatchObject([
      { webhook_id: refuses, name: 'Refuses', status: 'online', succeeded: 0, failed: 5 },
      { webhook_id: fails, name: 'Fails', succeeded: 2, failed: 3 },
    ]);
    expect(failing[0].reasons).toEqual([{ error_kind: 'connection_refused', status_code: 0, count: 5 }]);
    expect(failing[1].reasons).toEqual([{ error_kind: 'server_error', status_code: 503, count: 3 }]);
    expect(Date.now() - Date.parse(failing[0].last_failure_at)).toBeLessThan(60_000);
    expect(waiting).toEqual({ pending: 8, held: 3, due: 0, due_lag_ms: 0 });
  });

  it('is of the time asked for, and of one workspace', async () => {
    expect((await overview('?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z')).failing).toEqual([]);
    const other = await api.call('GET', '/overview', { as: api.otherWorkspaceId });
    expect(other.json).toEqual({ failing: [], pending: 0, due: 0, held: 0, due_lag_ms: 0 });
    expect((await api.call('GET', '/overview?from=2020-01-01T00:00:00Z')).status).toBe(400);
    expect(
      (await api.call('GET', '/overview?to=2020-01-01T00:00:00Z&from=2021-01-01T00:00:00Z')).status,
    ).toBe(400);
  });

  it('and the webhook tells of its last call, of an old delivery and of a test too', async () => {
    const [fails] = webhooks;
    const failed = await lastCall(fails);
    expect(failed).toMatchObject({ state: 'pending', status_code: 503, error_kind: 'server_error' });
    expect(failed.duration_ms).toBeGreaterThanOrEqual(0);
    const oldest = (await found(`webhook_id=${fails}&state=succeeded`)).at(-1);
    answer = { status: 204 };
    await api.call('POST', `/deliveries/${oldest.id}/retry`);
    await until(async () => (await lastCall(fails)).delivery_id === oldest.id);
    expect(await lastCall(fails)).toMatchObject({ state: 'succeeded', status_code: 204, error_kind: null });
    const test = await api.call('POST', `/webhooks/${fails}/test`, { body: {} });
    const listed = (await api.call('GET', '/webhooks')).json.data;
    expect(listed[0].last_call.delivery_id).toBe(test.json.delivery_id);
  });

  it('finds deliveries by their very status, whatever else is asked for', async () => {
    expect(
      new Set((await found('status_code=503')).map((row: { status_code: number }) => row.status_code)),
    ).toEqual(new Set([503]));
    expect(await found('status_code=0&limit=100')).toHaveLength(5);
    expect(await found(`status_code=204&webhook_id=${webhooks[0]}`)).toHaveLength(2);
    expect(await found('status_code=418')).toEqual([]);
    expect((await api.call('GET', '/deliveries?status_code=600')).status).toBe(400);
  });
});
