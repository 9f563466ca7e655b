import { createHmac, timingSafeEqual, verify } from 'node:crypto';
import { bytesOfBase64 } from './base64.ts';
import type { Key } from './keys.ts';

/**
 * The most signatures in one header, those of other versions included. Svix sends six at most: with the current
 * secret and with five replaced ones. Each one of Ed25519 costs a pass over the body for each key, whoever sent it.
 */
export const signaturesMax = 10;
/** A longer header is not looked into; ten signatures of Ed25519 take 929 characters. */
export const signatureHeaderCharsMax = 2048;

export interface Signature {
  readonly version: Key['version'];
  readonly bytes: Uint8Array;
}

const partPattern = /^(v[0-9a-z]+),([!-~]+)$/;
const signatureBytes: Readonly<Record<Key['version'], number>> = { v1: 32, v1a: 64 };

/**
 * The signatures of a header that are of a version known here, in its order; parts of other versions are passed
 * over. Null where the header is too long, has too many parts, or one that is empty or not of the form
 * `version,signature`.
 */
export function signaturesIn(header: string): readonly Signature[] | null {
  if (header.length > signatureHeaderCharsMax) return null;
  const parts = header.split(' ', signaturesMax + 1);
  if (parts.length > signaturesMax) return null;
  const signatures: Signature[] = [];
  for (const part of parts) {
    const [, version, text] = partPattern.exec(part) ?? [];
    if (version === undefined || text === undefined) return null;
    if (!isKnown(version)) continue;
    const bytes = bytesOfBase64(text);
    if (bytes?.length !== signatureBytes[version]) return null;
    signatures.push({ version, bytes });
  }
  return signatures;
}

export interface SignatureMatch {
  readonly secretIndex: number;
  /** Whether it is the first signature of its version: the one with the sender's current secret. */
  readonly first: boolean;
}

/**
 * Looks for a key that made one of the signatures of the content: the sender's earlier signatures are preferred to
 * its later ones, an earlier key to a later one. A comparison takes the same time however near it comes; the
 * duration tells no more than which pair matched.
 */
export function matchSignature(
  content: Uint8Array,
  keys: readonly Key[],
  signatures: readonly Signature[],
): SignatureMatch | null {
  const made = keys.map((key) => makerCheck(key, content));
  for (const signature of signatures) {
    const secretIndex = made.findIndex((madeBy) => madeBy(signature));
    if (secretIndex < 0) continue;
    return {
      secretIndex,
      first: signature === signatures.find(({ version }) => version === signature.version),
    };
  }
  return null;
}

function makerCheck(key: Key, content: Uint8Array): (signature: Signature) => boolean {
  switch (key.version) {
    case 'v1': {
      const digest = createHmac('sha256', key.bytes).update(content).digest();
      return ({ version, bytes }) => version === 'v1' && timingSafeEqual(digest, bytes);
    }
    case 'v1a':
      return ({ version, bytes }) => version === 'v1a' && verify(null, content, key.publicKey, bytes);
  }
}

function isKnown(version: string): version is Key['version'] {
  return Object.hasOwn(signatureBytes, version);
}
