import { connect } from 'node:net';
import { dialectNamed, dialectNames } from '@belfry/dialects';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiRig, apiRig } from '../api-rig.ts';

describe('the HTTP server', () => {
  let api: ApiRig;
  let ready = true;
  const logged: string[] = [];
  beforeAll(async () => {
    api = await apiRig({
      http: {
        log: pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) }),
        readiness: async () => ({
          ready,
          checks: [{ name: 'database', ok: ready, detail: ready ? 'reachable' : 'away' }],
          queueLagMs: 12,
        }),
        vendors: [
          {
            prefix: '/vendor',
            plugin: async (scope) => {
              scope.get('/v1/ping', async () => ({ pong: true }));
              scope.get('/v1/bug', async () => {
                throw new Error('a secret detail');
              });
            },
          },
        ],
      },
    });
  });
  afterAll(() => api.close());

  const get = (path: string) => fetch(api.baseUrl + path);

  it('says without a key that it lives, whether it is ready, and what it measures', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
    const answer = await get('/readyz');
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { status: 'ready', checks: [{ name: 'database', ok: true, detail: 'reachable' }], queue_lag_ms: 12 },
    ]);
    ready = false;
    const notReady = await get('/readyz');
    expect([notReady.status, notReady.headers.get('retry-after')]).toEqual([503, '5']);
    ready = true;
    expect(await (await get('/metrics')).text()).toContain('belfry_up 1');
  });

  it('describes the API in OpenAPI 3.1, every route with its answers, and every event type as a webhook', async () => {
    const document = JSON.parse(await (await get('/openapi.json')).text());
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths).sort()).toEqual(paths);
    const rows = dialectNames.flatMap((name) => dialectNamed(name)?.catalogue ?? []);
    expect(Object.keys(document.webhooks)).toHaveLength(rows.length);
    expect(Object.keys(document.webhooks)).toEqual(expect.arrayContaining(rows.map(({ type }) => type)));
    const text = JSON.stringify(document);
    const referred = new Set([...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name));
    expect([...referred].sort()).toEqual(Object.keys(document.components.schemas).sort());
    expect(text).not.toContain('Default Response');
    const call = document.webhooks['Case.Created'].post.requestBody.content['application/json'];
    expect(call.example).toMatchObject({ event: 'Case.Created', context: { retry_count: 0 } });
    expect(call.schema.properties.event).toEqual({ type: 'string', const: 'Case.Created' });
  });

  it('shows it on a page that asks no other host for anything', async () => {
    const page = await get('/docs/');
    expect(page.headers.get('content-security-policy')).toContain("connect-src 'self'");
    const html = await page.text();
    expect(html).toContain('Belfry');
    const sources = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source ?? '');
    expect(sources.length).toBeGreaterThan(2);
    for (const source of sources) {
      const url = new URL(source, `${api.baseUrl}/docs/`);
      expect(url.origin).toBe(api.baseUrl);
      const file = await fetch(url);
      expect([file.status, (await file.text()).length > 0], source).toEqual([200, true]);
    }
    for (const path of ['/docs/json', '/docs/yaml']) {
      const document = await get(path);
      expect(document.url).toBe(`${api.baseUrl}/openapi.json`);
      expect(await document.text()).toContain('"openapi":"3.1.0"');
    }
  });

  it('sets headers that keep answers from being kept, sniffed or framed, and an id of each request', async () => {
    const answer = await api.call('GET', '/webhooks');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    });
    const other = await api.call('GET', '/nothing', { as: null });
    expect(other.headers.get('x-request-id')).not.toBe(answer.headers.get('x-request-id'));
  });

  it('serves vendors below their prefixes, outside its own description', async () => {
    expect(await (await get('/vendor/v1/ping')).json()).toEqual({ pong: true });
    expect(await (await get('/openapi.json')).text()).not.toContain('/vendor');
  });

  it('keeps the cause of a bug to its log, under the id of the request', async () => {
    const answer = await get('/vendor/v1/bug');
    expect(answer.status).toBe(500);
    const text = await answer.text();
    expect(JSON.parse(text).error.code).toBe('internal_error');
    expect(text).not.toContain('secret detail');
    const line = logged.find((entry) => entry.includes('a secret detail'));
    expect(line).toContain(answer.headers.get('x-request-id'));
  });

  it('logs no keys, secrets or payloads', async () => {
    await api.call('POST', '/webhooks', {
      body: { name: 'A', url: 'nowhere', events: [], secret: 'dotsecret.visible' },
    });
    const text = logged.join('');
    expect(text).not.toContain('dotsecret.visible');
    expect(text).not.toContain(api.keyOf(api.workspaceId));
  });
});

const paths = [
  '/api/v1/audit',
  '/api/v1/deliveries',
  '/api/v1/deliveries/{id}',
  '/api/v1/deliveries/{id}/retry',
  '/api/v1/event-types',
  '/api/v1/event-types/{type}',
  '/api/v1/events',
  '/api/v1/events/{id}',
  '/api/v1/invitations',
  '/api/v1/invitations/{id}',
  '/api/v1/jobs',
  '/api/v1/jobs/{id}',
  '/api/v1/keys',
  '/api/v1/keys/{id}',
  '/api/v1/links/{token}',
  '/api/v1/members',
  '/api/v1/members/{user_id}',
  '/api/v1/overview',
  '/api/v1/records',
  '/api/v1/records/kinds',
  '/api/v1/records/{id}',
  '/api/v1/session',
  '/api/v1/session/password',
  '/api/v1/sessions',
  '/api/v1/settings',
  '/api/v1/stats',
  '/api/v1/stream',
  '/api/v1/webhooks',
  '/api/v1/webhooks/{id}',
  '/api/v1/webhooks/{id}/offline',
  '/api/v1/webhooks/{id}/online',
  '/api/v1/webhooks/{id}/retry-failed',
  '/api/v1/webhooks/{id}/rotate-secret',
  '/api/v1/webhooks/{id}/test',
  '/api/v1/workspace',
  '/api/v1/workspaces',
];

describe('closing the HTTP server', () => {
  it('cuts a request off that does not come to its end', async () => {
    const api = await apiRig();
    const { hostname, port } = new URL(api.baseUrl);
    const socket = connect(Number(port), hostname);
    await new Promise<void>((resolve) =>
      socket.write(
        `POST /api/v1/events HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${api.keyOf(api.workspaceId)}\r\n` +
          'content-type: application/json\r\ncontent-length: 100\r\n\r\n{',
        () => resolve(),
      ),
    );
    const cut = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    socket.on('error', () => {});
    await api.close();
    await cut;
  }, 15_000);
});
