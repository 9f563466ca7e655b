import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { expressReceiver } from '../../src/express.ts';
import { fastifyReceiver } from '../../src/fastify.ts';
import { fetchReceiver } from '../../src/fetch.ts';
import { honoReceiver } from '../../src/hono.ts';
import { nodeReceiver } from '../../src/node.ts';
import type { AnyReceiverOptions } from '../../src/options.ts';

/** A server on a port of the loopback interface, with the receiver at /webhooks. */
export interface RunningServer {
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

type Start = (options: AnyReceiverOptions) => Promise<RunningServer>;

/** Every adapter under the server for which it is made. */
export const servers: readonly (readonly [name: string, start: Start])[] = [
  ['node:http', (options) => listen(nodeReceiver(options))],
  ['Express', (options) => listen(express().post('/webhooks', expressReceiver(options)))],
  ['Fastify', startFastify],
  ['Hono', (options) => startFetch(new Hono().post('/webhooks', honoReceiver(options)).fetch)],
  ['Fetch', (options) => startFetch(fetchReceiver(options))],
];

export async function listen(listener: RequestListener): Promise<RunningServer> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return running(server.address(), async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
}

async function startFastify(options: AnyReceiverOptions): Promise<RunningServer> {
  const app = Fastify();
  app.register((scope) => fastifyReceiver(scope, { path: '/webhooks', ...options }));
  // A route beside the receiver, whose bodies must still be parsed.
  app.post('/other', async (request) => ({ parsed: request.body }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  return running(app.server.address(), async () => {
    app.server.closeAllConnections();
    await app.close();
  });
}

async function startFetch(fetch: (request: Request) => Response | Promise<Response>): Promise<RunningServer> {
  const server = serve({ fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  return running(server.address(), async () => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
}

function running(address: string | AddressInfo | null, close: () => Promise<void>): RunningServer {
  if (address === null || typeof address === 'string')
    throw new Error('The server does not listen on a port.');
  return { url: `http://127.0.0.1:${address.port}/webhooks`, port: address.port, close };
}
