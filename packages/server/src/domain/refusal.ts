/**
 * Expected failures of a use case, as values. `code` is stable and part of the API; http/errors.ts alone
 * turns it into a status.
 */
export interface Refusal {
  readonly code: RefusalCode;
  /** One sentence that says what is wrong and what to do. */
  readonly message: string;
  readonly details?: readonly { readonly path: string; readonly message: string }[];
  /** After how long the same request may do, where that is known. */
  readonly retryAfterSeconds?: number;
}

export type RefusalCode =
  | 'invalid_json'
  | 'invalid_request'
  | 'validation_failed'
  | 'unsupported_media_type'
  | 'payload_too_large'
  | 'unauthorized'
  | 'network_not_allowed'
  | 'forbidden'
  | 'not_found'
  | 'idempotency_conflict'
  | 'catalogue_fixed'
  | 'event_type_exists'
  | 'event_type_limit_reached'
  | 'webhook_limit_reached'
  | 'webhook_offline'
  | 'delivery_in_flight'
  | 'attempt_limit_reached'
  | 'job_running'
  | 'last_owner'
  | 'blocked_target'
  | 'rate_limited'
  | 'unavailable'
  | 'internal_error';

export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal };

export function accepted<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

export function refused(code: RefusalCode, message: string, details?: Refusal['details']): Result<never> {
  return { ok: false, refusal: details === undefined ? { code, message } : { code, message, details } };
}

/** The result with what was accepted turned into something else. */
export function mapped<From, To>(result: Result<From>, map: (value: From) => To): Result<To> {
  return result.ok ? accepted(map(result.value)) : result;
}
