import { Buffer } from 'node:buffer';
import { type HmacSha256, hmacSha256 } from '../hmac-sha256.ts';

/** A workspace's webhooks have a secret each, and a few more while secrets are rotated. */
const signersMax = 2_048;

/** By secret. A secret always has the same signer, so nothing in here can be out of date; the first in leaves first. */
const signers = new Map<string, HmacSha256>();

/**
 * HMAC-SHA256 over the body's UTF-8 bytes, in lowercase hexadecimal (64 characters). The key is the whole
 * secret string, its prefix included.
 */
export function signatureOf(body: string, secret: string): string {
  return (signers.get(secret) ?? newSigner(secret))(body, 'hex');
}

function newSigner(secret: string): HmacSha256 {
  const oldest = signers.size >= signersMax ? signers.keys().next().value : undefined;
  if (oldest !== undefined) signers.delete(oldest);
  const signer = hmacSha256(Buffer.from(secret, 'utf8'));
  signers.set(secret, signer);
  return signer;
}
