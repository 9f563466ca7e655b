// Runs a snippet of the README, which stands in ./snippet.mjs as a function, with a genuine call and with a forged one.
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import snippet from './snippet.mjs';

const seconds = Math.floor(Date.now() / 1000);
const makers = {
  dotfile: () => {
    const context = { timestamp: seconds, event_id: 'e', retry_count: 0, remaining_retry_count: 4 };
    const body = JSON.stringify({ event: 'Case.Deleted', context, case: { id: 'c' } });
    process.env.WEBHOOK_SECRET = 'dotsecret.packed';
    return { body, headers: { 'dotfile-signature': hmac(process.env.WEBHOOK_SECRET, body, 'hex') } };
  },
  compilot: () => symmetric('svix', { eventType: 'alert.created', payload: { id: 'a' } }),
  standard: () =>
    symmetric('webhook', { type: 'invoice.paid', timestamp: new Date().toISOString(), data: 1 }),
  v1a: () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const key = Buffer.from(publicKey.export({ format: 'jwk' }).x, 'base64url');
    process.env.WEBHOOK_PUBLIC_KEY = `whpk_${key.toString('base64')}`;
    const body = JSON.stringify({ type: 'invoice.paid', timestamp: '', data: null });
    return called(
      'webhook',
      body,
      (content) => `v1a,${sign(null, Buffer.from(content), privateKey).toString('base64')}`,
    );
  },
};

const { headers, body } = makers[process.argv[2]]();
const handled = [];
const replies = [];
for (const rawBody of [body, Buffer.from(body), `${body} `]) {
  await snippet(
    { headers },
    rawBody,
    (...reply) => replies.push(reply),
    (event) => handled.push(event),
  );
}
const right = JSON.stringify(handled) === `[${body},${body}]`;
process.stdout.write(JSON.stringify({ right, replies }));

function symmetric(prefix, event) {
  const key = Buffer.alloc(32, 'packed');
  process.env.WEBHOOK_SECRET = `whsec_${key.toString('base64')}`;
  return called(prefix, JSON.stringify(event), (content) => `v1,${hmac(key, content, 'base64')}`);
}

function called(prefix, body, signature) {
  const headers = {
    [`${prefix}-id`]: 'msg_1',
    [`${prefix}-timestamp`]: String(seconds),
    [`${prefix}-signature`]: signature(`msg_1.${seconds}.${body}`),
  };
  return { headers, body };
}

function hmac(key, content, encoding) {
  return createHmac('sha256', key).update(content).digest(encoding);
}
