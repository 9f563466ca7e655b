import { Buffer } from 'node:buffer';
import type { SecretPolicy } from '../dialect.ts';

const secretPrefix = 'dotsecret.';
const secretRandomBytes = 32;
const secretLengthMin = 8;
const secretLengthMax = 256;
const printableAscii = /^[\x21-\x7e]+$/;

/**
 * A generated secret is the prefix and 32 random bytes in base64url. The contract takes any string from a caller,
 * so that a receiver's present secret can be kept: only what is cut short, or would not survive being copied
 * into a receiver's settings, is refused.
 */
export const secrets: SecretPolicy = Object.freeze({
  schemes: Object.freeze(['hmac-sha256'] as const),
  generate: (_scheme: string, random: (bytes: number) => Uint8Array): string =>
    secretPrefix + Buffer.from(random(secretRandomBytes)).toString('base64url'),
  problem: (secret: string): string | null => {
    if (secret.length < secretLengthMin) return `A secret has at least ${secretLengthMin} characters.`;
    if (secret.length > secretLengthMax) return `A secret has at most ${secretLengthMax} characters.`;
    if (!printableAscii.test(secret))
      return 'A secret holds printable ASCII characters only, without spaces.';
    return null;
  },
  schemeOf: (): string => 'hmac-sha256',
  publicKeyOf: (): null => null,
  graceHoursDefault: 24,
  graceHoursMax: 168,
});
