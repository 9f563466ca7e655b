import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ApiResult, createClient } from '@belfry/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiRig, apiRig } from '../api-rig.ts';
import { closedPort } from '../closed-port.ts';
import { type Sink, sinkEndpoint } from '../endpoints/sink.ts';
import { dialect, untilDeliveries } from '../engine-rig.ts';

describe('the typed client', () => {
  let api: ApiRig;
  let sink: Sink;
  beforeAll(async () => {
    api = await apiRig();
    sink = await sinkEndpoint();
  });
  afterAll(async () => {
    await api.close();
    await sink.close();
  });

  const client = () => createClient({ baseUrl: `${api.baseUrl}/`, key: api.keyOf(api.workspaceId) });

  it('reads every answer of the API as its type says', async () => {
    const belfry = client();
    expect(value(await belfry.workspace())).toMatchObject({ id: api.workspaceId, dialect: dialect.name });
    expect(value(await belfry.eventTypes.list()).data).toHaveLength(dialect.catalogue.length);
    const { id } = value(
      await belfry.webhooks.create({ name: 'A', url: sink.url, events: ['Case.Created'] }),
    );
    expect(value(await belfry.webhooks.update(id, { rate_limit: 100 })).rate_limit).toBe(100);
    expect(value(await belfry.webhooks.rotateSecret(id)).old_secret_expires_at).not.toBeNull();
    expect(value(await belfry.webhooks.test(id)).attempt.status_code).toBe(200);
    value(await belfry.webhooks.offline(id));
    const published = value(
      await belfry.events.publish([...examples('Case.Created'), ...examples('Check.Started')], 'k'),
    );
    expect(published).toMatchObject({ deliveries: 1 });
    expect(value(await belfry.webhooks.online(id, { held: 'release' })).job?.total).toBe(1);
    await untilDeliveries(api.database.sql, api.workspaceId, (all) =>
      all.every(({ state }) => state === 'succeeded'),
    );
    const page = value(await belfry.deliveries.list({ webhook_id: id, limit: 1 }));
    expect([page.data.length, page.next_cursor === null]).toEqual([1, false]);
    const rest = value(await belfry.deliveries.list({ webhook_id: id, cursor: page.next_cursor ?? '' }));
    expect(rest.data).toHaveLength(1);
    const [delivery] = page.data;
    expect(value(await belfry.deliveries.get(delivery?.id ?? '')).attempts).toHaveLength(1);
    expect(value(await belfry.deliveries.retry(delivery?.id ?? '')).state).toBe('pending');
    expect(value(await belfry.events.list({ type: 'Check.Started' })).data).toHaveLength(1);
    expect(value(await belfry.events.get(published.event_ids[0] ?? '')).deliveries).toHaveLength(1);
    value(await belfry.stats({ bucket: 'minute' }));
    const job = value(await belfry.webhooks.retryFailed(id, { from: '2026-01-01T00:00:00Z' }));
    expect(value(await belfry.jobs.get(job.id)).type).toBe('retry_failed');
    expect(value(await belfry.jobs.list()).data.length).toBeGreaterThan(1);
    const key = value(await belfry.keys.create({ name: 'Another' }));
    expect(value(await belfry.keys.list()).data.map(({ name }) => name)).toContain('Another');
    expect(await belfry.keys.revoke(key.id)).toEqual({ ok: true, value: undefined });
    expect(await belfry.webhooks.delete(id)).toEqual({ ok: true, value: undefined });
    expect(value(await belfry.webhooks.list()).data).toEqual([]);
  });

  it('defines, changes and archives event types where they are the workspace’s own', async () => {
    const own = await apiRig({ dialectName: 'standard' });
    const { eventTypes } = createClient({ baseUrl: own.baseUrl, key: own.keyOf(own.workspaceId) });
    const created = value(await eventTypes.create({ type: 'invoice.paid', group: 'Invoices' }));
    expect(value(await eventTypes.get('invoice.paid'))).toEqual(created);
    expect(value(await eventTypes.update('invoice.paid', { data_schema: {} })).data_schema).toEqual({});
    expect(await eventTypes.archive('invoice.paid')).toEqual({ ok: true, value: undefined });
    expect(value(await eventTypes.list()).data).toEqual([]);
    expect(value(await eventTypes.list({ archived: 'all' })).data).toHaveLength(1);
    await own.close();
  });

  it('tells a refusal with its code, as a value', async () => {
    expect(await client().webhooks.get('../keys')).toMatchObject({
      ok: false,
      failure: { kind: 'refused', status: 404, error: { code: 'not_found' } },
    });
  });

  it('tells that nobody answers, and why', async () => {
    const belfry = createClient({ baseUrl: `http://127.0.0.1:${await closedPort()}`, key: 'k' });
    expect(await belfry.workspace()).toMatchObject({
      ok: false,
      failure: { kind: 'unreachable', message: expect.stringContaining('ECONNREFUSED') },
    });
  });

  it('tells that what answers is no Belfry', async () => {
    const server = createServer((_request, response) => void response.end('<html>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // A listening TCP server has an AddressInfo.
    const { port } = server.address() as AddressInfo;
    const belfry = createClient({ baseUrl: `http://127.0.0.1:${port}`, key: 'k' });
    expect(await belfry.workspace()).toMatchObject({
      ok: false,
      failure: { kind: 'unexpected_answer', status: 200 },
    });
    await new Promise((resolve) => server.close(resolve));
  });
});

function value<Value>(result: ApiResult<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

/** The catalogue's example of a type, without what a draft leaves out. */
function examples(type: string) {
  return dialect.catalogue.filter((row) => row.type === type).map(({ example }) => ({ ...example }));
}
