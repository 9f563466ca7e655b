import { isRecord } from '../record.ts';
import { type DotfileEventName, entityKeys } from './events/catalogue.ts';
import type { DotfileEvent } from './events/index.ts';

/** What every Dotfile body carries around its object. */
export interface Envelope {
  readonly eventId: string;
  readonly timestamp: number;
  readonly retryCount: number;
  readonly remainingRetryCount: number;
}

export type EnvelopeReading =
  | { readonly kind: 'known'; readonly envelope: Envelope; readonly event: DotfileEvent }
  | { readonly kind: 'unknown_event'; readonly envelope: Envelope }
  | { readonly kind: 'malformed'; readonly problem: string };

/**
 * Reads the envelope of a body whose signature has been verified. The object inside is the sender's promise and is
 * not validated: a property that a newer sender adds must not make a receiver refuse the call.
 */
export function readEnvelope(body: unknown): EnvelopeReading {
  if (!isRecord(body)) return malformed('it is not a JSON object');
  const { event, context } = body;
  if (typeof event !== 'string') return malformed('"event" is not a string');
  if (!isRecord(context)) return malformed('"context" is not an object');
  const envelope = envelopeOf(context);
  if (typeof envelope === 'string') return malformed(envelope);
  if (!isKnown(event)) return { kind: 'unknown_event', envelope };
  const key = entityKeys[event];
  if (key !== null && !isRecord(body[key])) return malformed(`"${key}" is not an object`);
  // The signature proves that the sender made this body, and the catalogue says what a body of this event holds.
  return { kind: 'known', envelope, event: body as unknown as DotfileEvent };
}

function envelopeOf(context: Readonly<Record<string, unknown>>): Envelope | string {
  const { event_id, timestamp, retry_count, remaining_retry_count } = context;
  if (typeof event_id !== 'string' || event_id === '') return '"context.event_id" is not a string';
  if (!isCount(timestamp)) return '"context.timestamp" is not a number of UNIX seconds';
  if (!isCount(retry_count)) return '"context.retry_count" is not a count';
  if (!isCount(remaining_retry_count)) return '"context.remaining_retry_count" is not a count';
  return {
    eventId: event_id,
    timestamp,
    retryCount: retry_count,
    remainingRetryCount: remaining_retry_count,
  };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isKnown(event: string): event is DotfileEventName {
  return Object.hasOwn(entityKeys, event);
}

function malformed(problem: string): EnvelopeReading {
  return { kind: 'malformed', problem };
}
