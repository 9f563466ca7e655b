import type { Dialect } from '../dialect.ts';
import { health } from '../standard-webhooks/health.ts';
import { retry } from '../standard-webhooks/retry.ts';
import { secretPolicy } from '../standard-webhooks/secrets.ts';
import { compilotContract } from './contract.ts';
import { request } from './request.ts';

/** ComPilot's webhook contract, sent as Svix sends it. */
export const compilot: Dialect = Object.freeze({
  ...compilotContract,
  request,
  retry,
  health,
  secrets: secretPolicy(['v1']),
  ownEventTypes: null,
});
