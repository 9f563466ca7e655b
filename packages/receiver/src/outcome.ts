/**
 * What verifying a call answers, the same for every scheme: a verified call with its event, or a failure.
 * A scheme adds to `Verified` what only its contract carries.
 */
export type Outcome<Event> = Verified<Event> | Failure;

export interface Verified<Event> {
  readonly ok: true;
  readonly event: Event;
  /** The same on every retry of the event: what to de-duplicate by. */
  readonly eventId: string;
  /** When the sender made this call, UNIX seconds; inside the tolerance. */
  readonly timestamp: number;
  /**
   * `current`: the sender's current secret is the first of yours. `old`: the call is as genuine, but one of the
   * two is out of date: either the sender has rotated to a secret that you do not hold yet (replace yours before
   * the grace period ends), or it was signed with a secret that stands further down your own list.
   */
  readonly signedWith: 'current' | 'old';
  /** Which of your secrets matched, counted from 0. */
  readonly secretIndex: number;
}

export interface Failure {
  readonly ok: false;
  readonly code: FailureCode;
  /** One sentence for a log or a developer; it holds neither secrets nor payload. */
  readonly message: string;
}

/**
 * Stable: code may be written against these.
 * - `missing_header`: a header of the scheme is missing; the call does not come from the sender, or a proxy removed it.
 * - `malformed_header`: a header of the scheme occurs twice or does not have the scheme's form.
 * - `bad_signature`: no secret of yours made this signature of these bytes.
 * - `timestamp_too_old`, `timestamp_in_future`: rightly signed, but outside the tolerance: a replay, or a clock that is off.
 * - `malformed_body`: rightly signed, but not a body of the scheme; or what was passed is no raw body at all.
 * - `unknown_event`: rightly signed, of an event type that this version of the library does not know.
 * - `invalid_configuration`: the receiver's own secrets or options are unfit; says nothing about the call.
 */
export type FailureCode =
  | 'missing_header'
  | 'malformed_header'
  | 'bad_signature'
  | 'timestamp_too_old'
  | 'timestamp_in_future'
  | 'malformed_body'
  | 'unknown_event'
  | 'invalid_configuration';

export function failed(code: FailureCode, message: string): Failure {
  return { ok: false, code, message };
}
