import { type DotfileVerified, verifyDotfile } from './dotfile/verify.ts';
import type { RequestHeaders } from './header.ts';
import { type Failure, failed } from './outcome.ts';
import { toleranceSecondsDefault } from './tolerance.ts';

/** The signature schemes that this version can verify. */
export type Scheme = 'dotfile';

export interface VerifyOptions {
  /** `dotfile` unless set. */
  readonly scheme?: Scheme | undefined;
  /** Milliseconds since the epoch; the machine's clock unless set. */
  readonly now?: number | undefined;
  /** How far the call's timestamp may be from `now`, either way: 300 unless set, 0 or more. */
  readonly toleranceSeconds?: number | undefined;
}

/**
 * Verifies a webhook call and reads its event. `rawBody` must be the bytes as they came: a body that was parsed and
 * serialised again has another signature. `secrets` is your secret or, during a rotation, the list of them with the
 * current one first. Never throws: every failure is a value with a stable code.
 */
export function verify(
  headers: RequestHeaders,
  rawBody: Uint8Array | string,
  secrets: string | readonly string[],
  options: VerifyOptions = {},
): DotfileVerified | Failure {
  const limits = limitsOf(options);
  if (limits === null) {
    return failed(
      'invalid_configuration',
      'scheme, now or toleranceSeconds is not of a value that verify knows.',
    );
  }
  return verifyDotfile(headers, rawBody, secrets, limits);
}

/** Null where an option is unfit. A tolerance that is not a number would let every timestamp pass. */
function limitsOf(options: unknown): { readonly now: number; readonly toleranceSeconds: number } | null {
  if (typeof options !== 'object' || options === null) return null;
  // Callers without TypeScript may pass anything: each option is checked below before it is used.
  const given = options as Partial<Record<keyof VerifyOptions, unknown>>;
  const { scheme = 'dotfile', now = Date.now(), toleranceSeconds = toleranceSecondsDefault } = given;
  if (scheme !== 'dotfile' || typeof now !== 'number' || !Number.isFinite(now)) return null;
  if (typeof toleranceSeconds !== 'number' || !(toleranceSeconds >= 0)) return null;
  return { now, toleranceSeconds };
}
