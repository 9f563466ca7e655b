import { z } from 'zod';

/** Stable; docs/errors.md says what each means and what to do. */
export const errorCodes = [
  'invalid_json',
  'invalid_request',
  'validation_failed',
  'unsupported_media_type',
  'payload_too_large',
  'unauthorized',
  'network_not_allowed',
  'forbidden',
  'not_found',
  'idempotency_conflict',
  'catalogue_fixed',
  'event_type_exists',
  'event_type_limit_reached',
  'webhook_limit_reached',
  'webhook_offline',
  'delivery_in_flight',
  'attempt_limit_reached',
  'job_running',
  'last_owner',
  'blocked_target',
  'rate_limited',
  'unavailable',
  'internal_error',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export const errorDetail = z.object({
  path: z.string().meta({ description: 'Where: `data.companies[0].country`.' }),
  message: z.string(),
});

/** The one shape of every answer that is not a success. */
export const errorAnswer = z
  .object({
    error: z.object({
      code: z.enum(errorCodes),
      message: z.string().meta({ description: 'For people: what is wrong and what to do.' }),
      details: z.array(errorDetail).optional(),
    }),
  })
  .meta({ id: 'Error' });

export type ErrorAnswer = z.output<typeof errorAnswer>;
