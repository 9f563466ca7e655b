import { createHmac, timingSafeEqual } from 'node:crypto';

const signaturePattern = /^[0-9a-f]{64}$/;

/** Whether a header value has the form of a signature: 64 lower-case hexadecimal digits. */
export function isSignature(value: string): boolean {
  // The length first: a header of a megabyte costs no more than a short one.
  return value.length === 64 && signaturePattern.test(value);
}

export interface SignatureMatch {
  readonly secretIndex: number;
  /** Which header held the signature that matched. */
  readonly header: 'signature' | 'oldSignature';
}

/**
 * Looks for a secret that made one of the two signatures of the body: HMAC-SHA256 with the whole secret, prefix
 * included, as the key. The sender's current signature is preferred to its old one, an earlier secret to a later
 * one. Every pair is compared, each in constant time, so the duration tells nothing about which came near.
 */
export function matchSignature(
  body: Uint8Array,
  secrets: readonly string[],
  given: { readonly signature: string; readonly oldSignature: string | null },
): SignatureMatch | null {
  const digests = secrets.map((secret) => createHmac('sha256', secret).update(body).digest());
  const current = indexOfMatch(digests, given.signature);
  const old = given.oldSignature === null ? -1 : indexOfMatch(digests, given.oldSignature);
  if (current >= 0) return { secretIndex: current, header: 'signature' };
  return old >= 0 ? { secretIndex: old, header: 'oldSignature' } : null;
}

function indexOfMatch(digests: readonly Uint8Array[], signature: string): number {
  const given = Buffer.from(signature, 'hex');
  return digests.map((digest) => timingSafeEqual(digest, given)).indexOf(true);
}
