import { Buffer } from 'node:buffer';
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** `v1`: HMAC-SHA256 with a shared key. `v1a`: Ed25519, so that a receiver needs the public key only. */
export type SignatureScheme = 'v1' | 'v1a';

export const secretPrefixes: Readonly<Record<SignatureScheme, string>> = Object.freeze({
  v1: 'whsec_',
  v1a: 'whsk_',
});
export const publicKeyPrefix = 'whpk_';

/** An Ed25519 private key is this many random bytes. */
export const seedBytes = 32;

/** PKCS #8 of an Ed25519 private key (RFC 8410) up to the seed. */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The scheme that a secret's prefix says; undefined where it says none. */
export function schemeOfPrefix(secret: string): SignatureScheme | undefined {
  if (secret.startsWith(secretPrefixes.v1)) return 'v1';
  return secret.startsWith(secretPrefixes.v1a) ? 'v1a' : undefined;
}

/** The bytes after a secret's prefix. */
export function keyBytesOf(secret: string, scheme: SignatureScheme): Buffer {
  return Buffer.from(secret.slice(secretPrefixes[scheme].length), 'base64');
}

/** The private key of these first 32 bytes; what follows them, the public key, is not needed. */
export function privateKeyOf(bytes: Uint8Array): KeyObject {
  const key = Buffer.concat([pkcs8Prefix, bytes.subarray(0, seedBytes)]);
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}

/** The 32 bytes of the public key. */
export function publicKeyBytesOf(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
}
