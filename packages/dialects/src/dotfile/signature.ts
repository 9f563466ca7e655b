import { Buffer } from 'node:buffer';
import { hmacSha256 } from '../hmac-sha256.ts';
import { madeOnce } from '../made-once.ts';

/** A workspace's webhooks have a secret each, and a few more while secrets are rotated. */
const signersMax = 2_048;

const signerOf = madeOnce(signersMax, (secret) => hmacSha256(Buffer.from(secret, 'utf8')));

/**
 * HMAC-SHA256 over the body's UTF-8 bytes, in lowercase hexadecimal (64 characters). The key is the whole
 * secret string, its prefix included.
 */
export function signatureOf(body: string, secret: string): string {
  return signerOf(secret)(body, 'hex');
}
