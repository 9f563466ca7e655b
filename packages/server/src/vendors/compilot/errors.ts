import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { Refusal, RefusalCode } from '../../domain/refusal.ts';

/** ComPilot publishes no list of errors: a status tells them apart, and `error` is its name in HTTP. */
const statuses: Readonly<Record<RefusalCode, number>> = {
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

const retryAfterSeconds = 5;

/** Answers `{statusCode, message, error}`. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const statusCode = statuses[refusal.code];
  if (refusal.code === 'unavailable' || refusal.code === 'rate_limited') {
    reply.header('retry-after', retryAfterSeconds);
  }
  if (refusal.code === 'unauthorized') reply.header('www-authenticate', 'Bearer');
  return reply
    .status(statusCode)
    .send({ statusCode, message: messageOf(refusal), error: STATUS_CODES[statusCode] });
}

/** One text: where there are details, each is a sentence of it that begins with the field's name. */
function messageOf({ message, details = [] }: Refusal): string {
  if (details.length === 0) return message;
  return details.map((detail) => `${detail.path}: ${detail.message}`).join(' ');
}
