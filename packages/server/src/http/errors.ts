import type { ErrorAnswer } from '@belfry/api';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Refusal, RefusalCode, Result } from '../domain/refusal.ts';
import { databaseErrorKind } from '../store/database-error.ts';

/** The status of every refusal in the management API. */
export const statusOf: Readonly<Record<RefusalCode, number>> = {
  invalid_json: 400,
  invalid_request: 400,
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
  validation_failed: 422,
  blocked_target: 422,
  webhook_limit_reached: 422,
  event_type_limit_reached: 422,
  rate_limited: 429,
  internal_error: 500,
  unavailable: 503,
};

/** After how many seconds the same request may do. */
const retryAfterSeconds: Readonly<Partial<Record<RefusalCode, number>>> = { unavailable: 5, rate_limited: 1 };

/** Carries a refusal from where a request is handled to the error handler below. */
export class RefusedRequest extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** What a use case accepted; throws what it refused, for the error handler. */
export function granted<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new RefusedRequest(result.refusal);
}

/** Every answer that is no success goes through here. A bug answers internal_error, and its cause is only logged. */
export function handleError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(error, request);
  if (refusal.code === 'internal_error') {
    request.log.error({ err: error, request_id: request.id }, 'A request failed.');
  }
  const seconds = refusal.retryAfterSeconds ?? retryAfterSeconds[refusal.code];
  if (seconds !== undefined) reply.header('retry-after', seconds);
  if (refusal.code === 'unauthorized') reply.header('www-authenticate', 'Bearer');
  return reply
    .code(statusOf[refusal.code])
    .header('content-type', 'application/json; charset=utf-8')
    .send(errorText(refusal));
}

export function handleNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?', 1)[0];
  const message = `No such route: ${request.method} ${path}. The routes are listed at /docs.`;
  return handleError(new RefusedRequest({ code: 'not_found', message }), request, reply);
}

/** The body of an answer, as text. */
export function errorText(refusal: Refusal): string {
  const { code, message, details } = refusal;
  const answer: ErrorAnswer = {
    error: { code, message, ...(details === undefined ? {} : { details: [...details] }) },
  };
  return JSON.stringify(answer);
}

/** What an error means that was thrown before or in a handler. */
export function refusalOf(error: unknown, request: FastifyRequest): Refusal {
  if (error instanceof RefusedRequest) return error.refusal;
  return ofFramework(error, request) ?? ofDatabase(error) ?? internalError;
}

const internalError: Refusal = {
  code: 'internal_error',
  message:
    'Something went wrong on our side. The log of the server says more, under the x-request-id of this answer.',
};

function ofFramework(error: unknown, request: FastifyRequest): Refusal | null {
  if (!isFastifyError(error)) return null;
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return {
        code: 'payload_too_large',
        message: `The body is larger than ${request.routeOptions.bodyLimit} bytes.`,
      };
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_CTP_INVALID_TYPE':
      return {
        code: 'unsupported_media_type',
        message: 'The body is JSON: send it with the header content-type: application/json.',
      };
    default:
      if (error.statusCode === undefined || error.statusCode >= 500 || !error.code.startsWith('FST_'))
        return null;
      return { code: 'invalid_request', message: error.message };
  }
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

/** SQLSTATE of a statement that took longer than it may. */
const queryCancelled = '57014';

function ofDatabase(error: unknown): Refusal | null {
  if (isFastifyError(error) && error.code === queryCancelled) {
    return {
      code: 'unavailable',
      message:
        'The database took too long to answer. Ask for a shorter time range or fewer conditions, or try again.',
    };
  }
  switch (databaseErrorKind(error)) {
    case 'away':
      return {
        code: 'unavailable',
        message: 'The database is away. Try again shortly.',
      };
    case 'conflict':
      return {
        code: 'unavailable',
        message: 'Another request changed the same thing at that moment. Try again.',
      };
    case 'refused':
      return null;
  }
}
