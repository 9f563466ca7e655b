import { type Failure, failed, type Verified } from '../outcome.ts';
import { isRecord } from '../record.ts';
import { verifySigned } from '../standard-webhooks/signed-call.ts';
import type { TimeLimits } from '../tolerance.ts';
import type { StandardEvent } from './event.ts';

export type StandardVerified<Event extends StandardEvent = StandardEvent> = Verified<Event>;

/**
 * Verifies a call of Standard Webhooks. The event id is the webhook-id header, which is signed. Never throws,
 * whatever it is given.
 */
export function verifyStandard<Event extends StandardEvent>(
  headers: unknown,
  rawBody: unknown,
  secrets: unknown,
  limits: TimeLimits,
): StandardVerified<Event> | Failure {
  const call = verifySigned(headers, rawBody, secrets, limits);
  if (!call.ok) return call;
  const problem = problemOf(call.event);
  if (problem !== null) return failed('malformed_body', `The body is signed, but ${problem}.`);
  // The signature proves that the sender made this body; which types it sends, and what these hold, the caller says.
  return { ...call, event: call.event as Event };
}

/** Null where the body is an event as the specification describes it. */
function problemOf(body: unknown): string | null {
  if (!isRecord(body)) return 'it is not a JSON object';
  const { type, timestamp } = body;
  if (typeof type !== 'string' || type === '') return '"type" is not a string';
  if (typeof timestamp !== 'string') return '"timestamp" is not a string';
  return Object.hasOwn(body, 'data') ? null : '"data" is missing';
}
