import { headerNamed } from '../header.ts';
import { type Failure, failed, type Verified } from '../outcome.ts';
import { bytesOf, jsonOf } from '../raw-body.ts';
import { secretsMax, secretsOf } from '../secrets.ts';
import { type TimeLimits, timestampFailure } from '../tolerance.ts';
import { readEnvelope } from './envelope.ts';
import type { DotfileEvent } from './events/index.ts';
import { isSignature, matchSignature, type SignatureMatch } from './signature.ts';

export interface DotfileVerified extends Verified<DotfileEvent> {
  /** Retries before this call, manual ones included: 0 on the first call. */
  readonly retryCount: number;
  /** Automatic retries that are left should this call fail. */
  readonly remainingRetryCount: number;
}

/** The two signature headers of a call, well-formed. */
interface Signatures {
  readonly signature: string;
  readonly oldSignature: string | null;
}

/**
 * Verifies a call of the Dotfile scheme. Of the headers only the signatures are read: everything else is taken from
 * the signed body. Never throws, whatever it is given. `now` is in milliseconds since the epoch.
 */
export function verifyDotfile(
  headers: unknown,
  rawBody: unknown,
  secrets: unknown,
  limits: TimeLimits,
): DotfileVerified | Failure {
  const keys = secretsOf(secrets);
  if (keys === null) {
    return failed('invalid_configuration', `Give between one and ${secretsMax} secrets, none of them empty.`);
  }
  const bytes = bytesOf(rawBody);
  if (bytes === null) {
    return failed('malformed_body', 'The body is neither bytes nor a string: verify it before it is parsed.');
  }
  const signatures = signaturesOf(headers);
  if ('code' in signatures) return signatures;
  const match = matchSignature(bytes, keys, signatures);
  if (match === null) return failed('bad_signature', 'None of the secrets made this signature of this body.');
  return openBody(bytes, match, limits);
}

function signaturesOf(headers: unknown): Signatures | Failure {
  const signature = headerNamed(headers, 'dotfile-signature');
  const oldSignature = headerNamed(headers, 'dotfile-old-signature');
  if (signature.kind === 'absent') return failed('missing_header', 'There is no dotfile-signature header.');
  if (signature.kind === 'malformed' || !isSignature(signature.value))
    return malformedHeader('dotfile-signature');
  if (oldSignature.kind === 'absent') return { signature: signature.value, oldSignature: null };
  if (oldSignature.kind === 'malformed' || !isSignature(oldSignature.value)) {
    return malformedHeader('dotfile-old-signature');
  }
  return { signature: signature.value, oldSignature: oldSignature.value };
}

function malformedHeader(name: string): Failure {
  return failed(
    'malformed_header',
    `The ${name} header must occur once and hold 64 lower-case hexadecimal digits.`,
  );
}

function openBody(bytes: Uint8Array, match: SignatureMatch, limits: TimeLimits): DotfileVerified | Failure {
  const reading = readEnvelope(jsonOf(bytes));
  if (reading.kind === 'malformed')
    return failed('malformed_body', `The body is signed, but ${reading.problem}.`);
  const untimely = timestampFailure(reading.envelope.timestamp, limits.now, limits.toleranceSeconds);
  if (untimely !== null) return untimely;
  if (reading.kind === 'unknown_event') {
    return failed(
      'unknown_event',
      'The event type is not known to this version of @belfry/receiver: update it.',
    );
  }
  const signedWith = match.header === 'signature' && match.secretIndex === 0 ? 'current' : 'old';
  return { ok: true, event: reading.event, ...reading.envelope, signedWith, secretIndex: match.secretIndex };
}
