import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Length of a master key. */
export const masterKeyBytes = 32;

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
/**
 * The first byte of everything sealed says how it was sealed, and is authenticated with it. A further key or
 * algorithm gets the next number, so that old rows stay readable while they are sealed anew.
 */
const version = 1;

interface SealedText {
  /** version (1 byte) ‖ nonce (12) ‖ ciphertext ‖ tag (16). */
  readonly seal: (text: string) => Uint8Array;
  readonly open: (sealed: Uint8Array) => string;
}

/**
 * Encrypts with AES-256-GCM under a master key of 32 bytes; every call takes a fresh random nonce. `open`
 * throws where the key, the version or the bytes are wrong.
 */
export function makeSecretBox(masterKey: Uint8Array): SealedText {
  if (masterKey.length !== masterKeyBytes) throw new Error(`A master key has ${masterKeyBytes} bytes.`);
  const prefix = Buffer.of(version);
  return {
    seal(text) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, masterKey, nonce).setAAD(prefix);
      return Buffer.concat([prefix, nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed) {
      if (sealed[0] !== version) throw new Error(`Sealed with version ${sealed[0]}, which is unknown here.`);
      if (sealed.length < 1 + nonceBytes + tagBytes) throw new Error('The sealed bytes are cut short.');
      const textStart = 1 + nonceBytes;
      const textEnd = sealed.length - tagBytes;
      const decipher = createDecipheriv(algorithm, masterKey, sealed.subarray(1, textStart))
        .setAAD(prefix)
        .setAuthTag(sealed.subarray(textEnd));
      return Buffer.concat([decipher.update(sealed.subarray(textStart, textEnd)), decipher.final()]).toString(
        'utf8',
      );
    },
  };
}

/**
 * A secret of 32 bytes for another purpose, as hexadecimal digits: nothing about the master key or the secrets of other
 * purposes follows from it.
 */
export function derivedSecret(masterKey: Uint8Array, purpose: string): string {
  return Buffer.from(hkdfSync('sha256', masterKey, '', `belfry ${purpose}`, 32)).toString('hex');
}

/**
 * Tells one master key from another without saying anything about it: 32 hexadecimal digits, stored in the
 * database so that a start with another key is noticed before anything is sealed with it.
 */
export function masterKeyFingerprint(masterKey: Uint8Array): string {
  return createHmac('sha256', masterKey)
    .update('belfry master key fingerprint v1')
    .digest('hex')
    .slice(0, 32);
}
