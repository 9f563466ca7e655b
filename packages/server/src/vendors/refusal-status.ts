import type { RefusalCode } from '../domain/refusal.ts';

/** The HTTP status of every refusal in the vendors' own APIs, which know no 422. */
export const statusOf: Readonly<Record<RefusalCode, number>> = {
  invalid_json: 400,
  invalid_request: 400,
  validation_failed: 400,
  blocked_target: 400,
  webhook_limit_reached: 400,
  event_type_limit_reached: 400,
  unauthorized: 401,
  network_not_allowed: 403,
  forbidden: 403,
  not_found: 404,
  idempotency_conflict: 409,
  catalogue_fixed: 409,
  event_type_exists: 409,
  webhook_offline: 409,
  delivery_in_flight: 409,
  attempt_limit_reached: 409,
  job_running: 409,
  last_owner: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  internal_error: 500,
  unavailable: 503,
};

/** After how many seconds the same request may do. */
export const retryAfterSeconds: Readonly<Partial<Record<RefusalCode, number>>> = {
  unavailable: 5,
  rate_limited: 5,
};
