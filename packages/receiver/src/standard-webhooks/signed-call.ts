import { type Failure, failed, type Verified } from '../outcome.ts';
import { bytesOf, jsonOf } from '../raw-body.ts';
import { secretsMax, secretsOf } from '../secrets.ts';
import { type TimeLimits, timestampFailure } from '../tolerance.ts';
import { type CallHeaders, callHeadersOf } from './call-headers.ts';
import { type Key, keyOf } from './keys.ts';
import { matchSignature } from './signature.ts';

/** A call whose signature and time are right. `event` is whatever JSON value the body holds, undefined where it holds none. */
export type SignedCall = Verified<unknown>;

/**
 * Verifies a call that is signed as Svix and Standard Webhooks do, whatever its body holds. Never throws, whatever
 * it is given.
 */
export function verifySigned(
  headers: unknown,
  rawBody: unknown,
  secrets: unknown,
  limits: TimeLimits,
): SignedCall | Failure {
  const keys = keysOf(secrets);
  if ('code' in keys) return keys;
  const bytes = bytesOf(rawBody);
  if (bytes === null) {
    return failed('malformed_body', 'The body is neither bytes nor a string: verify it before it is parsed.');
  }
  const given = callHeadersOf(headers);
  if ('code' in given) return given;
  const match = matchSignature(signedContent(given, bytes), keys, given.signatures);
  if (match === null) return failed('bad_signature', mismatchOf(keys, given));
  const untimely = timestampFailure(given.timestamp, limits.now, limits.toleranceSeconds);
  if (untimely !== null) return untimely;
  return {
    ok: true,
    event: jsonOf(bytes),
    eventId: given.id,
    timestamp: given.timestamp,
    signedWith: match.first && match.secretIndex === 0 ? 'current' : 'old',
    secretIndex: match.secretIndex,
  };
}

function keysOf(secrets: unknown): readonly Key[] | Failure {
  const list = secretsOf(secrets);
  if (list === null) {
    return failed('invalid_configuration', `Give between one and ${secretsMax} secrets, none of them empty.`);
  }
  const keys: Key[] = [];
  for (const [index, secret] of list.entries()) {
    const reading = keyOf(secret);
    if (!reading.ok) return failed('invalid_configuration', `Secret ${index + 1} ${reading.problem}.`);
    keys.push(reading.key);
  }
  return keys;
}

function signedContent({ id, timestampText }: CallHeaders, body: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`${id}.${timestampText}.`, 'ascii'), body]);
}

/** A key of the other kind never matches: that mistake is worth a sentence of its own. */
function mismatchOf(keys: readonly Key[], { signatures }: CallHeaders): string {
  const versions = new Set(signatures.map(({ version }) => version));
  if (keys.some(({ version }) => versions.has(version))) {
    return 'None of the secrets made a signature of this body.';
  }
  return `The call is signed with ${[...versions].join(' and ')}, and none of the secrets is for that: whsec_ is for v1, whpk_ for v1a.`;
}
