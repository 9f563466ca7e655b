import type { FastifyReply } from 'fastify';
import type { Refusal, RefusalCode } from '../../domain/refusal.ts';

interface DotfileError {
  readonly status: number;
  readonly code: string;
}

const badRequest: DotfileError = { status: 400, code: 'BAD_REQUEST' };
const conflict: DotfileError = { status: 409, code: 'CONFLICT' };

/** Dotfile names its codes after the HTTP status; LIMIT_REACHED, so that it can be told apart, is ours. */
const errors: Readonly<Record<RefusalCode, DotfileError>> = {
  invalid_json: badRequest,
  invalid_request: badRequest,
  validation_failed: badRequest,
  blocked_target: badRequest,
  webhook_limit_reached: { status: 400, code: 'LIMIT_REACHED' },
  unauthorized: { status: 401, code: 'UNAUTHORIZED' },
  network_not_allowed: { status: 403, code: 'FORBIDDEN' },
  forbidden: { status: 403, code: 'FORBIDDEN' },
  not_found: { status: 404, code: 'NOT_FOUND' },
  idempotency_conflict: conflict,
  catalogue_fixed: conflict,
  event_type_exists: conflict,
  event_type_limit_reached: badRequest,
  webhook_offline: conflict,
  delivery_in_flight: conflict,
  attempt_limit_reached: conflict,
  job_running: conflict,
  last_owner: conflict,
  payload_too_large: { status: 413, code: 'PAYLOAD_TOO_LARGE' },
  unsupported_media_type: { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' },
  rate_limited: { status: 429, code: 'TOO_MANY_REQUESTS' },
  internal_error: { status: 500, code: 'INTERNAL_SERVER_ERROR' },
  unavailable: { status: 503, code: 'SERVICE_UNAVAILABLE' },
};

const retryAfterSeconds = 5;

/** Answers as Dotfile does: `{status_code, timestamp, code, message}`. `now` in milliseconds since the epoch. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal, now: number): FastifyReply {
  const { status, code } = errors[refusal.code];
  if (refusal.code === 'unavailable' || refusal.code === 'rate_limited') {
    reply.header('retry-after', retryAfterSeconds);
  }
  return reply.status(status).send({
    status_code: status,
    timestamp: new Date(now).toISOString(),
    code,
    message: messageOf(refusal),
  });
}

/** Dotfile's errors have no list of details: each becomes a sentence of the message. */
function messageOf({ message, details = [] }: Refusal): string {
  return [message, ...details.map((detail) => `${detail.path}: ${detail.message}`)].join(' ');
}
