import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { streamLimitsDefault } from '../../src/http/stream.ts';
import { newMember } from '../accounts.ts';
import { type ApiRig, apiRig } from '../api-rig.ts';
import { type Sink, sinkEndpoint } from '../endpoints/sink.ts';
import { exampleOf } from '../engine-rig.ts';
import { until } from '../until.ts';
import { readStream, type StreamedEvent, type StreamReader } from './stream-reader.ts';

const limits = {
  ...streamLimitsDefault,
  streamsMax: 5,
  streamsPerHolderMax: 3,
  heartbeatMs: 50,
  judgeAgainMs: 1_050,
};

describe('the stream', () => {
  let api: ApiRig;
  let sink: Sink;
  const open: StreamReader[] = [];
  beforeAll(async () => {
    api = await apiRig({ http: { streamLimits: limits } });
    sink = await sinkEndpoint(() => ({ status: 200 }));
  });
  afterEach(async () => {
    for (const stream of open.splice(0)) {
      stream.close();
      await stream.ended;
    }
  });
  afterAll(async () => {
    await sink.close();
    await api.close();
  });

  const stream = async (as = api.workspaceId, query = '', headers: Readonly<Record<string, string>> = {}) => {
    const key = as.startsWith('belfry_') ? as : api.keyOf(as);
    const opened = await readStream(`${api.baseUrl}/api/v1/stream${query}`, {
      authorization: `Bearer ${key}`,
      ...headers,
    });
    open.push(opened);
    return opened;
  };
  const ready = async (opened: StreamReader): Promise<StreamReader> => {
    await opened.next(({ event }) => event === 'ready');
    return opened;
  };
  const tells =
    (topic: string, webhookId?: string) =>
    ({ event, data }: StreamedEvent): boolean =>
      event === 'changed' &&
      data.topics.includes(topic) &&
      (webhookId === undefined || data.webhook_ids.includes(webhookId));
  const createWebhook = async (): Promise<string> => {
    const body = { name: 'Live', url: sink.url, events: ['Case.Created'] };
    return (await api.call('POST', '/webhooks', { body })).json.id;
  };
  const publish = () => api.call('POST', '/events', { body: exampleOf('Case.Created') });

  it('is text/event-stream that nobody keeps, begins with `ready` and has comments while nothing happens', async () => {
    const opened = await ready(await stream());
    expect(opened.status).toBe(200);
    expect(opened.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(opened.headers.get('cache-control')).toBe('no-store');
    expect(opened.headers.get('x-content-type-options')).toBe('nosniff');
    await until(() => opened.comments() > 1);
    expect(opened.events).toHaveLength(1);
  });

  it('tells of events and, when they are written, of deliveries and whose', async () => {
    const webhookId = await createWebhook();
    const opened = await ready(await stream());
    await publish();
    await opened.next(tells('events'));
    await opened.next(tells('deliveries', webhookId));
    const { json } = await api.call('GET', `/deliveries?webhook_id=${webhookId}`);
    expect(json.data[0].state).toBe('succeeded');
    const told = opened.events.length;
    await api.call('POST', `/deliveries/${json.data[0].id}/retry`);
    await until(() => opened.events.slice(told).some(tells('deliveries', webhookId)));
    await api.call('DELETE', `/webhooks/${webhookId}`);
  });

  it('tells of a job while it works and when it has ended', async () => {
    const webhookId = await createWebhook();
    await api.call('POST', `/webhooks/${webhookId}/offline`);
    await publish();
    const opened = await ready(await stream());
    const { json } = await api.call('POST', `/webhooks/${webhookId}/online`, { body: { held: 'release' } });
    expect(json.job).toMatchObject({ total: 1, processed: 0, state: 'running' });
    await opened.next(tells('jobs', webhookId));
    await until(async () => (await api.call('GET', `/jobs/${json.job.id}`)).json.state === 'succeeded');
    expect((await api.call('GET', `/jobs/${json.job.id}`)).json).toMatchObject({ total: 1, processed: 1 });
    await api.call('DELETE', `/webhooks/${webhookId}`);
  });

  it('tells only of the workspace that was asked for', async () => {
    const [own, other] = [await ready(await stream()), await ready(await stream(api.otherWorkspaceId))];
    await publish();
    await own.next(tells('events'));
    await api.call('POST', '/events', { body: exampleOf('Case.Created'), as: api.otherWorkspaceId });
    await other.next(tells('events'));
    expect(other.events.filter(({ event }) => event === 'changed')).toHaveLength(1);
    const foreign = await stream(api.workspaceId, `?workspace_id=${api.otherWorkspaceId}`);
    expect(foreign.status).toBe(404);
  });

  it('resumes: who comes back with the id of what it saw last is told what it missed, and nothing else', async () => {
    const first = await ready(await stream());
    await publish();
    const seen = await first.next(tells('events'));
    first.close();
    await first.ended;
    const nothing = await ready(await stream(undefined, '', { 'last-event-id': seen.id }));
    expect(nothing.events.map(({ event }) => event)).toEqual(['ready']);
    nothing.close();
    await nothing.ended;
    api.feed.note(api.workspaceId, 'records');
    api.feed.note(api.workspaceId, 'jobs', 'w-1');
    await until(async () => {
      const again = await ready(await stream(undefined, `?after=${seen.id}`));
      again.close();
      await again.ended;
      const [missed] = again.events;
      if (missed?.event !== 'changed') return false;
      expect(missed.data.webhook_ids).toEqual(['w-1']);
      expect(missed.data.topics.sort()).toEqual(['jobs', 'records']);
      return true;
    });
  });

  it('says `resync` to an id of another process, of the future, or that is none', async () => {
    for (const id of ['00000000.1', 'rig.999999', 'nonsense', '']) {
      const opened = await ready(await stream(undefined, `?after=${id}`));
      expect(opened.events.map(({ event }) => event)).toEqual(['resync', 'ready']);
      opened.close();
      await opened.ended;
    }
  });

  it('is refused beyond so many for one key and for the process, 429 with Retry-After, until one ends', async () => {
    const mine = [await stream(), await stream(), await stream()];
    const fourth = await stream();
    expect(fourth.status).toBe(429);
    expect(fourth.headers.get('retry-after')).not.toBeNull();
    expect(JSON.parse(await fourth.ended).error.code).toBe('rate_limited');
    await ready(await stream(api.otherWorkspaceId));
    await ready(await stream(api.otherWorkspaceId));
    expect((await stream(api.otherWorkspaceId)).status).toBe(429);
    mine[0]?.close();
    await until(async () => (await stream()).status === 200);
  });

  it('opens to a browser that is signed in, in a workspace of its own, and ends with the session', async () => {
    const viewer = await newMember(api, 'viewer');
    const asViewer = (workspaceId: string) =>
      readStream(`${api.baseUrl}/api/v1/stream?workspace_id=${workspaceId}`, { cookie: viewer.cookie });
    expect((await asViewer(api.otherWorkspaceId)).status).toBe(404);
    const opened = await ready(await asViewer(api.workspaceId));
    api.feed.note(api.workspaceId, 'deliveries');
    await opened.next(tells('deliveries'));
    expect((await viewer.call('DELETE', '/session')).status).toBe(204);
    await opened.ended;
    expect((await asViewer(api.workspaceId)).status).toBe(401);
  });

  it('ends when its key is revoked, and is refused without one', async () => {
    const { json } = await api.call('POST', '/keys', { body: { name: 'Short-lived' } });
    const opened = await ready(await stream(json.key));
    await api.call('DELETE', `/keys/${json.id}`);
    await opened.ended;
    expect((await stream(json.key)).status).toBe(401);
  });
});

describe('the stream of a server that stops', () => {
  it('ends at once, and the server does not wait for it', async () => {
    const api = await apiRig();
    const opened = await readStream(`${api.baseUrl}/api/v1/stream`, {
      authorization: `Bearer ${api.keyOf(api.workspaceId)}`,
    });
    await opened.next(({ event }) => event === 'ready');
    const stoppedAt = performance.now();
    const closing = api.close();
    await opened.ended;
    expect(performance.now() - stoppedAt).toBeLessThan(1_000);
    await closing;
  });
});
