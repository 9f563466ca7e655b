import { type CompilotVerified, verifyCompilot } from './compilot/verify.ts';
import { type DotfileVerified, verifyDotfile } from './dotfile/verify.ts';
import type { RequestHeaders } from './header.ts';
import { type Failure, failed } from './outcome.ts';
import type { StandardEvent } from './standard/event.ts';
import { type StandardVerified, verifyStandard } from './standard/verify.ts';
import { type TimeLimits, toleranceSecondsDefault } from './tolerance.ts';

/** The schemes that this version can verify: how a call is signed and what its body looks like. */
export type Scheme = 'dotfile' | 'compilot' | 'standard';

interface TimeOptions {
  /** Milliseconds since the epoch; the machine's clock unless set. */
  readonly now?: number | undefined;
  /** How far the call's timestamp may be from `now`, either way: 300 unless set, 0 or more. */
  readonly toleranceSeconds?: number | undefined;
}

/** Options of the `dotfile` scheme, or of the one that is named: `VerifyOptions<'compilot'>`. */
export type VerifyOptions<Name extends Scheme = 'dotfile'> = TimeOptions &
  (Name extends 'dotfile'
    ? { readonly scheme?: Name | undefined } // The first scheme of this library, and the one meant where none is given.
    : { readonly scheme: Name });

/** A verified call of whatever scheme. */
export type AnyVerified = DotfileVerified | CompilotVerified | StandardVerified;

/**
 * Verifies a webhook call and reads its event. `rawBody` must be the bytes as they came: a body that was parsed and
 * serialised again has another signature. `secrets` is your secret or, during a rotation, the list of them with the
 * current one first. Never throws: every failure is a value with a stable code. `Event` are the events of your own
 * product: `verify<Invoiced | Paid>(headers, body, secret, { scheme: 'standard' })`.
 */
export function verify<Event extends StandardEvent = StandardEvent>(
  headers: RequestHeaders,
  rawBody: Uint8Array | string,
  secrets: string | readonly string[],
  options: VerifyOptions<'standard'>,
): StandardVerified<Event> | Failure;
export function verify(
  headers: RequestHeaders,
  rawBody: Uint8Array | string,
  secrets: string | readonly string[],
  options: VerifyOptions<'compilot'>,
): CompilotVerified | Failure;
export function verify(
  headers: RequestHeaders,
  rawBody: Uint8Array | string,
  secrets: string | readonly string[],
  options?: VerifyOptions,
): DotfileVerified | Failure;
/** For a scheme that is known only when the call comes. */
export function verify(
  headers: RequestHeaders,
  rawBody: Uint8Array | string,
  secrets: string | readonly string[],
  options: VerifyOptions<Scheme>,
): AnyVerified | Failure;
export function verify(
  headers: RequestHeaders,
  rawBody: Uint8Array | string,
  secrets: string | readonly string[],
  options: VerifyOptions<Scheme> = {},
): AnyVerified | Failure {
  const settings = settingsOf(options);
  switch (settings?.scheme) {
    case 'dotfile':
      return verifyDotfile(headers, rawBody, secrets, settings);
    case 'compilot':
      return verifyCompilot(headers, rawBody, secrets, settings);
    case 'standard':
      return verifyStandard(headers, rawBody, secrets, settings);
    case undefined:
      return failed(
        'invalid_configuration',
        'scheme, now or toleranceSeconds is not of a value that verify knows.',
      );
  }
}

const schemes: readonly unknown[] = ['dotfile', 'compilot', 'standard'] satisfies readonly Scheme[];

/** Null where an option is unfit. A tolerance that is not a number would let every timestamp pass. */
function settingsOf(options: unknown): (TimeLimits & { readonly scheme: Scheme }) | null {
  if (typeof options !== 'object' || options === null) return null;
  // Callers without TypeScript may pass anything: each option is checked below before it is used.
  const given = options as Partial<Record<keyof VerifyOptions, unknown>>;
  const { scheme = 'dotfile', now = Date.now(), toleranceSeconds = toleranceSecondsDefault } = given;
  if (!isScheme(scheme) || typeof now !== 'number' || !Number.isFinite(now)) return null;
  if (typeof toleranceSeconds !== 'number' || !(toleranceSeconds >= 0)) return null;
  return { scheme, now, toleranceSeconds };
}

function isScheme(value: unknown): value is Scheme {
  return schemes.includes(value);
}
