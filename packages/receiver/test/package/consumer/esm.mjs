import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
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
  const others = otherSchemes();
  process.stdout.write(JSON.stringify({ verified, others, statuses, handled, adapters }));
  server.closeAllConnections();
  server.close();
});

/** A genuine call of each of the other schemes, and the same with another key. */
function otherSchemes() {
  const key = Buffer.alloc(32, 'packed');
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const publicBytes = Buffer.from(publicKey.export({ format: 'jwk' }).x, 'base64url');
  const timestamp = String(Math.floor(Date.now() / 1000));
  const compilot = JSON.stringify({ eventType: 'alert.created', payload: {} });
  const standard = JSON.stringify({ type: 'a.b', timestamp: '2026-03-02T09:30:00Z', data: null });
  const v1 = `v1,${createHmac('sha256', key).update(`msg_1.${timestamp}.${compilot}`).digest('base64')}`;
  const v1a = `v1a,${sign(null, Buffer.from(`msg_1.${timestamp}.${standard}`), privateKey).toString('base64')}`;
  const svix = { 'svix-id': 'msg_1', 'svix-timestamp': timestamp, 'svix-signature': v1 };
  const webhook = { 'webhook-id': 'msg_1', 'webhook-timestamp': timestamp, 'webhook-signature': v1a };
  const other = `whsec_${Buffer.alloc(32).toString('base64')}`;
  return [
    verify(svix, compilot, `whsec_${key.toString('base64')}`, { scheme: 'compilot' }).event?.eventType,
    verify(webhook, standard, `whpk_${publicBytes.toString('base64')}`, { scheme: 'standard' }).event?.type,
    verify(svix, compilot, other, { scheme: 'compilot' }).code,
    verify(webhook, standard, other, { scheme: 'standard' }).code,
  ];
}
