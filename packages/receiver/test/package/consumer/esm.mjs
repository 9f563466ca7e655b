import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { memoryDeduplicator, verify } from '@belfry/receiver';
import { expressReceiver } from '@belfry/receiver/express';
import { fastifyReceiver } from '@belfry/receiver/fastify';
import { fetchReceiver } from '@belfry/receiver/fetch';
import { honoReceiver } from '@belfry/receiver/hono';
import { nodeReceiver } from '@belfry/receiver/node';

const secret = 'dotsecret.packed';
const body = JSON.stringify({
  event: 'Case.Deleted',
  context: {
    timestamp: Math.floor(Date.now() / 1000),
    event_id: 'e',
    retry_count: 0,
    remaining_retry_count: 4,
  },
  case: { id: 'c', name: 'n', external_id: null },
});
const headers = { 'dotfile-signature': createHmac('sha256', secret).update(body).digest('hex') };
const handled = [];
const options = {
  secrets: secret,
  handle: (event) => handled.push(event.event),
  deduplicator: memoryDeduplicator(),
};

const server = createServer(nodeReceiver(options)).listen(0, '127.0.0.1', async () => {
  const url = `http://127.0.0.1:${server.address().port}`;
  const statuses = [];
  for (const sent of [body, body, `${body} `]) {
    statuses.push((await fetch(url, { method: 'POST', headers, body: sent })).status);
  }
  const request = new Request(url, { method: 'POST', headers, body });
  statuses.push((await fetchReceiver(options)(request.clone())).status);
  statuses.push((await honoReceiver(options)({ req: { raw: request } })).status);
  const adapters = [expressReceiver, fastifyReceiver].map((adapter) => typeof adapter);
  const verified = verify(headers, body, secret).ok;
  process.stdout.write(JSON.stringify({ verified, statuses, handled, adapters }));
  server.closeAllConnections();
  server.close();
});
