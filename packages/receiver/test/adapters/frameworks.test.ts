import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { afterEach, describe, expect, test } from 'vitest';
import type { Refusal } from '../../src/answer.ts';
import { expressReceiver } from '../../src/express.ts';
import { fastifyReceiver } from '../../src/fastify.ts';
import { fetchReceiver } from '../../src/fetch.ts';
import { honoReceiver } from '../../src/hono.ts';
import { nodeReceiver } from '../../src/node.ts';
import type { StandardEvent } from '../../src/standard/event.ts';
import { now, secret, signedCall } from '../signed-call.ts';
import { compilotBody, symmetric, webhookCall } from '../webhook-call.ts';
import { listen, type RunningServer } from './servers.ts';

const options = { secrets: secret, now: () => now, handle: () => undefined };
const consumed = { error: { code: 'body_consumed' } };

const open: RunningServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function opened(server: Promise<RunningServer>): Promise<RunningServer> {
  const running = await server;
  open.push(running);
  return running;
}

describe('Express', () => {
  const { headers, body } = signedCall();
  const post = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body };

  test('behind express.json() the receiver says at once that the raw bytes are gone', async () => {
    const app = express().use(express.json()).post('/webhooks', expressReceiver(options));
    const response = await fetch((await opened(listen(app))).url, post);
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject(consumed);
  });

  test.each([
    ['raw', express.raw({ type: '*/*' })],
    ['text', express.text({ type: '*/*' })],
    [
      'json with the bytes put aside',
      express.json({ verify: (call, _response, bytes) => void Object.assign(call, { rawBody: bytes }) }),
    ],
  ])('behind the %s parser the receiver takes the bytes from the request', async (_name, parser) => {
    const app = express().use(parser).post('/webhooks', expressReceiver(options));
    const response = await fetch((await opened(listen(app))).url, post);
    expect(response.status).toBe(200);
  });

  test('the limit holds for a body that a parser has read as well', async () => {
    const app = express().use(express.raw({ type: '*/*' }));
    app.post('/webhooks', expressReceiver({ ...options, bodyBytesMax: 100 }));
    expect((await fetch((await opened(listen(app))).url, post)).status).toBe(413);
  });

  test('an empty body that a parser has read is no body to verify', async () => {
    const app = express()
      .use(express.raw({ type: '*/*' }))
      .post('/webhooks', expressReceiver(options));
    const response = await fetch((await opened(listen(app))).url, { ...post, body: '' });
    expect(response.status).toBe(401);
  });
});

describe('Fastify', () => {
  const { headers, body } = signedCall();

  test('routes outside the plugin keep their body parsers', async () => {
    const app = Fastify();
    app.register(fastifyReceiver, { path: '/webhooks', ...options });
    app.post('/other', async (call) => call.body);
    const other = await app.inject({ method: 'POST', url: '/other', payload: { kept: true } });
    expect(other.json()).toStrictEqual({ kept: true });
    await app.close();
  });

  test('a call that is injected rather than sent is verified alike', async () => {
    const app = Fastify();
    app.register(fastifyReceiver, { path: '/webhooks', ...options });
    const answer = await app.inject({ method: 'POST', url: '/webhooks', headers, payload: body });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    await app.close();
  });

  test('the handler of another scheme is given the types of that scheme', async () => {
    const app = Fastify();
    const seen: string[] = [];
    const common = { secrets: symmetric, now: () => now };
    type Paid = StandardEvent<'invoice.paid', { readonly id: string }>;
    app.register((scope) =>
      fastifyReceiver(scope, {
        path: '/compilot',
        scheme: 'compilot',
        ...common,
        handle: (event) => seen.push(event.eventType),
      }),
    );
    app.register((scope) =>
      fastifyReceiver(scope, {
        path: '/standard',
        scheme: 'standard',
        ...common,
        handle: (event: Paid) => seen.push(event.data.id),
      }),
    );
    // Without a scheme the types are those of Dotfile's events.
    app.register(fastifyReceiver, { path: '/dotfile', ...options, handle: (event) => event.context });
    for (const [url, call] of [
      ['/compilot', webhookCall({ body: compilotBody })],
      ['/standard', webhookCall()],
    ] as const) {
      const answer = await app.inject({ method: 'POST', url, headers: call.headers, payload: call.body });
      expect(answer.statusCode).toBe(200);
    }
    expect(seen).toStrictEqual(['customer.updated', 'in_1']);
    await app.close();
  });

  test('unfit options keep the application from starting', async () => {
    const app = Fastify();
    app.register(fastifyReceiver, { path: '/webhooks', ...options, secrets: '' });
    await expect(app.ready()).rejects.toThrow(TypeError);
  });
});

describe('Hono and Fetch', () => {
  const { headers, body } = signedCall();
  const post = () => new Request('http://localhost/webhooks', { method: 'POST', headers, body });

  test('behind a middleware that reads the body the receiver says at once that the raw bytes are gone', async () => {
    const app = new Hono().use(async (context, next) => {
      await context.req.json();
      await next();
    });
    app.post('/webhooks', honoReceiver(options));
    const response = await app.fetch(post());
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject(consumed);
  });

  test('a body that breaks off answers 400 rather than throwing', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) });
    const call = new Request('http://localhost', { method: 'POST', headers, body: broken, duplex: 'half' });
    const response = await fetchReceiver(options)(call);
    expect(response.status).toBe(400);
  });

  test('a request without a body at all is refused', async () => {
    const call = new Request('http://localhost', { method: 'POST', headers });
    expect((await fetchReceiver(options)(call)).status).toBe(401);
  });
});

test.each(['GET', 'PUT', 'DELETE'])('%s answers 405 and names POST', async (method) => {
  const fetched = await fetchReceiver(options)(new Request('http://localhost', { method }));
  const { url } = await opened(listen(nodeReceiver(options)));
  const sent = await fetch(url, { method });
  for (const response of [fetched, sent]) {
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  }
});

test('a request that lies about its length is cut off at the limit', async () => {
  const { url } = await opened(listen(nodeReceiver({ ...options, bodyBytesMax: 1000 })));
  const call = request(url, { method: 'POST', headers: { 'transfer-encoding': 'chunked' } });
  call.write('x'.repeat(1001));
  // The call never ends: the answer must come without waiting for the rest.
  const [response] = await once(call, 'response');
  expect(response.statusCode).toBe(413);
  expect(response.headers.connection).toBe('close');
  call.destroy();
});

test('a request whose caller was gone before the receiver came to it is not waited for', async () => {
  const { promise: refused, resolve } = Promise.withResolvers<Refusal>();
  const receive = nodeReceiver({ ...options, onRefused: resolve });
  const { port } = await opened(
    listen(async (call, response) => {
      await new Promise((gone) => call.once('close', gone));
      await receive(call, response);
    }),
  );
  const socket = connect(port, '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n12', () => socket.destroy());
  expect(await refused).toMatchObject({ code: 'body_incomplete' });
});
