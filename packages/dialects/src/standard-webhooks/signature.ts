/** The signatures of Standard Webhooks. Keys are decoded once, for the signer that each secret has. */
import { Buffer } from 'node:buffer';
import { sign } from 'node:crypto';
import { hmacSha256 } from '../hmac-sha256.ts';
import { madeOnce } from '../made-once.ts';
import { keyBytesOf, privateKeyOf, schemeOfPrefix } from './keys.ts';

export interface SignedContent {
  /** The event's id; it holds no full stop. */
  readonly id: string;
  /** UNIX seconds of this call. */
  readonly timestamp: number;
  /** The raw body. */
  readonly body: string;
}

export interface SigningSecrets {
  readonly current: string;
  /** Present only while a rotated secret is still honoured. */
  readonly old: string | null;
}

/**
 * The value of the signature header: one signature for each secret, the current one first, separated by a space.
 * Each secret signs by its own scheme, so that a rotation may lead from one scheme to the other. The secrets are
 * fit, or it throws.
 */
export function signaturesOf(
  { id, timestamp, body }: SignedContent,
  { current, old }: SigningSecrets,
): string {
  const content = `${id}.${timestamp}.${body}`;
  const signature = signerOf(current)(content);
  return old === null ? signature : `${signature} ${signerOf(old)(content)}`;
}

type Signer = (content: string) => string;

const signersMax = 2_048;
const signerOf = madeOnce(signersMax, makeSigner);

function makeSigner(secret: string): Signer {
  const scheme = schemeOfPrefix(secret);
  switch (scheme) {
    case 'v1': {
      const hmac = hmacSha256(keyBytesOf(secret, scheme));
      return (content) => `v1,${hmac(content, 'base64')}`;
    }
    case 'v1a': {
      const key = privateKeyOf(keyBytesOf(secret, scheme));
      return (content) => `v1a,${sign(null, Buffer.from(content, 'utf8'), key).toString('base64')}`;
    }
    case undefined:
      throw new Error('A secret that belongs to no signature scheme was given to sign with');
  }
}
