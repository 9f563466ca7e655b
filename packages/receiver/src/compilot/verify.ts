import { type Failure, failed, type Verified } from '../outcome.ts';
import { isRecord } from '../record.ts';
import { verifySigned } from '../standard-webhooks/signed-call.ts';
import type { TimeLimits } from '../tolerance.ts';
import { entityKeys } from './events/catalogue.ts';
import type { CompilotEvent } from './events/index.ts';

export type CompilotVerified = Verified<CompilotEvent>;

/**
 * Verifies a call of ComPilot, which is signed as Svix signs. The event id is the svix-id header, which is signed.
 * Never throws, whatever it is given.
 */
export function verifyCompilot(
  headers: unknown,
  rawBody: unknown,
  secrets: unknown,
  limits: TimeLimits,
): CompilotVerified | Failure {
  const call = verifySigned(headers, rawBody, secrets, limits);
  if (!call.ok) return call;
  const body = call.event;
  const problem = problemOf(body);
  if (problem !== null) return problem;
  // The signature proves that the sender made this body, and the catalogue says what a body of this event holds.
  return { ...call, event: body as CompilotEvent };
}

/** What is inside `payload` is not validated: a newer sender's property must not make a receiver refuse the call. */
function problemOf(body: unknown): Failure | null {
  if (!isRecord(body)) return malformed('it is not a JSON object');
  const { eventType, payload } = body;
  if (typeof eventType !== 'string') return malformed('"eventType" is not a string');
  if (!isRecord(payload)) return malformed('"payload" is not an object');
  if (Object.hasOwn(entityKeys, eventType)) return null;
  return failed(
    'unknown_event',
    'The event type is not known to this version of @belfry/receiver: update it.',
  );
}

function malformed(problem: string): Failure {
  return failed('malformed_body', `The body is signed, but ${problem}.`);
}
