import type { Dialect } from '../dialect.ts';
import { health } from '../standard-webhooks/health.ts';
import { retry } from '../standard-webhooks/retry.ts';
import { secretPolicy } from '../standard-webhooks/secrets.ts';
import { standardContract } from './contract.ts';
import { ownEventTypes } from './own-event-types.ts';
import { request } from './request.ts';

/** Plain Standard Webhooks, with event types that each workspace defines. */
export const standard: Dialect = Object.freeze({
  ...standardContract,
  request,
  retry,
  health,
  secrets: secretPolicy(['v1', 'v1a']),
  ownEventTypes: ownEventTypes((types) => Object.freeze({ ...standard, ...types })),
});
