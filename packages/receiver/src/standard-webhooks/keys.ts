import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { bytesOfBase64 } from './base64.ts';

/** A secret as the key that verifies: `v1` is HMAC-SHA256, `v1a` Ed25519. */
export type Key =
  | { readonly version: 'v1'; readonly bytes: Uint8Array }
  | { readonly version: 'v1a'; readonly publicKey: KeyObject };

export type KeyReading =
  | { readonly ok: true; readonly key: Key }
  | { readonly ok: false; readonly problem: string };

/** What Standard Webhooks asks of a symmetric secret. */
const symmetricBytesMin = 24;
const symmetricBytesMax = 64;
const publicKeyBytes = 32;
const seedBytes = 32;
/** The seed followed by the public key, which is how libsodium and Svix write a secret key. */
const seedAndPublicKeyBytes = 64;

/** What DER puts before the 32 bytes of an Ed25519 key: RFC 8410. */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * The points of small order, without the bit of their sign. With one of them as public key (32 zero bytes are one,
 * which somebody may put in as a placeholder) anybody can make signatures that verify: OpenSSL refuses that from
 * 3.5 on, and Node.js 20 has an older one.
 */
const smallOrderKeys: ReadonlySet<string> = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]);

/**
 * Reads a secret by its prefix: `whsec_` (base64 of 24 to 64 bytes), `whpk_` (an Ed25519 public key) or `whsk_` (an
 * Ed25519 secret key, of which only the public half is used). A problem is the end of a sentence and holds nothing
 * of the secret.
 */
export function keyOf(secret: string): KeyReading {
  const prefix = secret.slice(0, secret.indexOf('_') + 1);
  const read = readers[prefix];
  if (read === undefined) return unfit('does not start with whsec_, whpk_ or whsk_');
  const bytes = bytesOfBase64(secret.slice(prefix.length));
  return bytes === null ? unfit(`is not base64 after ${prefix}`) : read(bytes);
}

const readers: Readonly<Record<string, (bytes: Uint8Array) => KeyReading>> = {
  whsec_: symmetricKey,
  whpk_: publicKey,
  whsk_: secretKey,
};

function symmetricKey(bytes: Uint8Array): KeyReading {
  if (bytes.length < symmetricBytesMin || bytes.length > symmetricBytesMax) {
    return unfit(`holds ${bytes.length} bytes, not ${symmetricBytesMin} to ${symmetricBytesMax}`);
  }
  return { ok: true, key: { version: 'v1', bytes } };
}

function publicKey(bytes: Uint8Array): KeyReading {
  if (bytes.length !== publicKeyBytes) return unfit(`holds ${bytes.length} bytes, not ${publicKeyBytes}`);
  if (smallOrderKeys.has(withoutSign(bytes).toString('hex')))
    return unfit('is a key with which anybody can sign');
  return asymmetricKey(
    createPublicKey({ key: Buffer.concat([spkiPrefix, bytes]), format: 'der', type: 'spki' }),
  );
}

function secretKey(bytes: Uint8Array): KeyReading {
  if (bytes.length !== seedBytes && bytes.length !== seedAndPublicKeyBytes) {
    return unfit(`holds ${bytes.length} bytes, not ${seedBytes} or ${seedAndPublicKeyBytes}`);
  }
  const der = Buffer.concat([pkcs8Prefix, bytes.subarray(0, seedBytes)]);
  const derived = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  const stated = bytes.subarray(seedBytes);
  const matches = derived.export({ format: 'der', type: 'spki' }).subarray(spkiPrefix.length).equals(stated);
  if (stated.length > 0 && !matches) return unfit('ends with a public key that is not its own');
  return asymmetricKey(derived);
}

function asymmetricKey(key: KeyObject): KeyReading {
  return { ok: true, key: { version: 'v1a', publicKey: key } };
}

function withoutSign(bytes: Uint8Array): Buffer {
  const copy = Buffer.from(bytes);
  copy[copy.length - 1] = (copy.at(-1) ?? 0) & 0x7f;
  return copy;
}

function unfit(problem: string): KeyReading {
  return { ok: false, problem };
}
