import { Buffer } from 'node:buffer';
import type { SecretPolicy } from '../dialect.ts';
import {
  keyBytesOf,
  privateKeyOf,
  publicKeyBytesOf,
  publicKeyPrefix,
  type SignatureScheme,
  schemeOfPrefix,
  secretPrefixes,
  seedBytes,
} from './keys.ts';

const generatedBytes = 32;
const sharedKeyBytesMin = 24;
const sharedKeyBytesMax = 64;
const keyPairBytes = 64;
/** Longer than any fit secret, so that nothing long is decoded. */
const secretLengthMax = 128;

const base64Alphabet = /^[A-Za-z0-9+/=]*$/;

/**
 * The secrets of Standard Webhooks: a prefix, and a key in base64. `whsec_` is followed by 24 to 64 bytes, and by
 * 32 where it is generated. `whsk_` is followed by an Ed25519 key pair as the reference implementation writes it,
 * the seed and then the public key, 64 bytes; the 32 bytes of a seed alone are taken as well.
 */
export function secretPolicy(schemes: readonly [SignatureScheme, ...SignatureScheme[]]): SecretPolicy {
  return Object.freeze({
    schemes: Object.freeze(schemes),
    generate: (scheme: string, random: (bytes: number) => Uint8Array): string =>
      scheme === 'v1a' ? generatedKeyPair(random) : encoded(secretPrefixes.v1, random(generatedBytes)),
    problem: (secret: string): string | null => problemOf(secret, schemes),
    schemeOf: (secret: string): string => schemeOfPrefix(secret) ?? schemes[0],
    publicKeyOf: (secret: string): string | null =>
      schemeOfPrefix(secret) === 'v1a' ? publicKeyText(secret) : null,
    graceHoursDefault: 24,
    graceHoursMax: 168,
  });
}

function generatedKeyPair(random: (bytes: number) => Uint8Array): string {
  const seed = random(seedBytes);
  return encoded(secretPrefixes.v1a, Buffer.concat([seed, publicKeyBytesOf(privateKeyOf(seed))]));
}

function publicKeyText(secret: string): string {
  return encoded(publicKeyPrefix, publicKeyBytesOf(privateKeyOf(keyBytesOf(secret, 'v1a'))));
}

function encoded(prefix: string, bytes: Uint8Array): string {
  return prefix + Buffer.from(bytes).toString('base64');
}

/** The prefix is judged first, then the alphabet, then the length. */
function problemOf(secret: string, schemes: readonly SignatureScheme[]): string | null {
  const scheme = schemeOfPrefix(secret);
  if (scheme === undefined || !schemes.includes(scheme)) return prefixProblem(secret, schemes);
  if (secret.length > secretLengthMax) return lengthProblem(scheme, null);
  const prefix = secretPrefixes[scheme];
  const key = secret.slice(prefix.length);
  if (!base64Alphabet.test(key)) {
    return `A secret's alphabet is that of base64: after "${prefix}" come A-Z, a-z, 0-9, "+" and "/" only, padded with "=".`;
  }
  const bytes = keyBytesOf(secret, scheme);
  // Decoding passes over what does not belong; what is written back is the one strict form.
  if (bytes.toString('base64') !== key) {
    return `After "${prefix}" a secret is base64 in full groups of four characters, padded with "="; this one is cut short or not encoded strictly.`;
  }
  return scheme === 'v1' ? sharedKeyProblem(bytes) : keyPairProblem(bytes);
}

function prefixProblem(secret: string, schemes: readonly SignatureScheme[]): string {
  const expected = schemes.map((scheme) => `"${secretPrefixes[scheme]}"`).join(' or ');
  return secret.startsWith(publicKeyPrefix)
    ? `"${publicKeyPrefix}" is the prefix of a public key: a secret has the prefix ${expected}.`
    : `A secret has the prefix ${expected}.`;
}

function sharedKeyProblem({ length }: Uint8Array): string | null {
  return length < sharedKeyBytesMin || length > sharedKeyBytesMax ? lengthProblem('v1', length) : null;
}

function keyPairProblem(bytes: Buffer): string | null {
  if (bytes.length === seedBytes) return null;
  if (bytes.length !== keyPairBytes) return lengthProblem('v1a', bytes.length);
  return publicKeyBytesOf(privateKeyOf(bytes)).equals(bytes.subarray(seedBytes))
    ? null
    : 'The second half of a "whsk_" secret is the public key of the first half; this one belongs to another key.';
}

function lengthProblem(scheme: SignatureScheme, length: number | null): string {
  const expected =
    scheme === 'v1' ? `${sharedKeyBytesMin} to ${sharedKeyBytesMax}` : `${keyPairBytes} (or ${seedBytes})`;
  const actual = length === null ? 'more' : `${length}`;
  return `The length of the key in a "${secretPrefixes[scheme]}" secret is ${expected} bytes; this one has ${actual}.`;
}
