/**
 * The signatures of Standard Webhooks. Keys are decoded once: `signers` holds one signer for each secret used of
 * late, and at most `signersMax` of them, the one put in first leaving first. A secret always has the same signer,
 * so nothing that is held can be out of date.
 */
import { Buffer } from 'node:buffer';
import { sign } from 'node:crypto';
import { hmacSha256 } from '../hmac-sha256.ts';
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
const signers = new Map<string, Signer>();

function signerOf(secret: string): Signer {
  const known = signers.get(secret);
  if (known !== undefined) return known;
  const signer = makeSigner(secret);
  const oldest = signers.size >= signersMax ? signers.keys().next().value : undefined;
  if (oldest !== undefined) signers.delete(oldest);
  signers.set(secret, signer);
  return signer;
}

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
