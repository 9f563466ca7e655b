/** How a call is signed, in Node's own functions: what the bare loop has to do for each call, as a delivery has. */
import { createHmac, createPrivateKey, createSecretKey, sign } from 'node:crypto';

/** `body`: HMAC-SHA256 of the body in hex. `v1`, `v1a`: Standard Webhooks with a shared key, and with a key pair. */
export type Scheme = 'body' | 'v1' | 'v1a';

export interface SignedCall {
  readonly id: string;
  /** UNIX seconds. */
  readonly timestamp: string;
  readonly body: string;
}

/** The key is read once, as any sender does. */
export function signerOf(scheme: Scheme, secret: string): (call: SignedCall) => string {
  switch (scheme) {
    case 'body':
      return ({ body }) => createHmac('sha256', secret).update(body, 'utf8').digest('hex');
    case 'v1': {
      // Bytes as a key would be made into one at every call, which takes several times as long as signing.
      const key = createSecretKey(keyBytesOf(secret));
      return (call) => `v1,${createHmac('sha256', key).update(contentOf(call), 'utf8').digest('base64')}`;
    }
    case 'v1a': {
      const seed = keyBytesOf(secret).subarray(0, 32);
      const der = Buffer.concat([pkcs8Prefix, seed]);
      const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
      return (call) => `v1a,${sign(null, Buffer.from(contentOf(call)), key).toString('base64')}`;
    }
  }
}

/** PKCS #8 of an Ed25519 private key up to the seed. */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

function keyBytesOf(secret: string): Buffer {
  return Buffer.from(secret.slice(secret.indexOf('_') + 1), 'base64');
}

function contentOf({ id, timestamp, body }: SignedCall): string {
  return `${id}.${timestamp}.${body}`;
}
