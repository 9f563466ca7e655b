import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { now } from './signed-call.ts';

export const symmetric = secretOf('the-current-one-0123456789abcdef');
export const symmetricOld = secretOf('the-one-before-0123456789abcdefg');
export const symmetricOther = secretOf('of-somebody-else-0123456789abcde');
export const asymmetric = keyPair();
export const asymmetricOld = keyPair();
export const asymmetricOther = keyPair();

export const messageId = 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W';

/** Bodies of the two schemes that are signed alike. */
export const standardBody = JSON.stringify({
  type: 'invoice.paid',
  timestamp: '2026-03-02T09:29:58.125Z',
  data: { id: 'in_1', customer: 'Zürich – 東京', total: 12.5 },
});
export const compilotBody = JSON.stringify({
  eventType: 'customer.updated',
  payload: { customerId: '1f0e5c1a-0d3f-4c5d-a1d8-2b9a7c6d5e4f', status: 'Active', reason: 'Zürich' },
});

export interface KeyPair {
  /** `whsk_` and the seed, followed by the public key. */
  readonly secret: string;
  /** `whsk_` and the seed alone. */
  readonly seedOnly: string;
  /** `whpk_` and the public key. */
  readonly public: string;
}

export interface WebhookCall {
  readonly headers: Record<string, string>;
  readonly body: string;
}

interface Making {
  readonly body?: string;
  readonly id?: string;
  /** As it stands in the header. */
  readonly timestamp?: string | number;
  /** What signs, in this order: `whsec_` or `whsk_`. */
  readonly secrets?: readonly string[];
  /** "webhook" or "svix". */
  readonly prefix?: string;
}

/** The call as a sender makes it. */
export function webhookCall(making: Making = {}): WebhookCall {
  const { body = standardBody, id = messageId, timestamp = now / 1000 } = making;
  const { secrets = [symmetric], prefix = 'webhook' } = making;
  const signatures = secrets.map((secret) => signatureOf(`${id}.${timestamp}.${body}`, secret));
  return {
    headers: {
      [`${prefix}-id`]: id,
      [`${prefix}-timestamp`]: String(timestamp),
      [`${prefix}-signature`]: signatures.join(' '),
    },
    body,
  };
}

/** "v1,…" of a `whsec_` secret and "v1a,…" of a `whsk_` secret. */
export function signatureOf(content: string, secret: string): string {
  const key = Buffer.from(secret.slice(secret.indexOf('_') + 1), 'base64');
  if (secret.startsWith('whsec_')) return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
  const jwk = { kty: 'OKP', crv: 'Ed25519', d: key.subarray(0, 32).toString('base64url') };
  const x = key.subarray(32).toString('base64url');
  const signed = sign(null, Buffer.from(content), createPrivateKey({ key: { ...jwk, x }, format: 'jwk' }));
  return `v1a,${signed.toString('base64')}`;
}

export function secretOf(text: string): string {
  return `whsec_${Buffer.from(text).toString('base64')}`;
}

function keyPair(): KeyPair {
  const { privateKey } = generateKeyPairSync('ed25519');
  const seed = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
  const key = Buffer.from(createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '', 'base64url');
  return {
    secret: `whsk_${Buffer.concat([seed, key]).toString('base64')}`,
    seedOnly: `whsk_${seed.toString('base64')}`,
    public: `whpk_${key.toString('base64')}`,
  };
}
