import {
  eventBytesMax,
  eventsPerPublishMax,
  idempotencyKeyLengthMax,
  publishAnswer,
  publishBytesMax,
  publishedEvent,
  publishRequest,
} from '@belfry/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Idempotency, type Publish, type ReceivedEvent, requestHash } from '../app/publish.ts';
import { accepted, type Result, refused } from '../domain/refusal.ts';
import { summaryOf } from '../domain/refusal-summary.ts';
import { workspaceOf } from './caller.ts';
import { granted } from './errors.ts';
import { decode, parseJson, readRawBodies } from './json-body.ts';
import { type Api, instantMs, refusals } from './route.ts';
import { check } from './validation.ts';

/**
 * The busiest route: the body is parsed once, here, the envelope alone is checked, and the answer is written by
 * hand. The schemas given to the framework only document it.
 */
export function publishRoute(api: Api, publish: Publish): void {
  readRawBodies(api, (bytes) => bytes);
  api.post<{ Body: Buffer | undefined }>(
    '/events',
    {
      bodyLimit: publishBytesMax,
      schema: {
        tags: ['Events'],
        summary: 'Publish one event or a batch',
        description:
          'All of them are recorded, or none is. With an Idempotency-Key the same request may be made again ' +
          'within 24 hours: it answers the same and publishes nothing twice.',
        headers: publishHeaders,
        body: publishRequest,
        response: { 202: publishAnswer, ...refusals },
      },
      validatorCompiler: () => (data) => ({ value: data }),
    },
    async (request, reply) => {
      const body = request.body ?? noBytes;
      const text = granted(decode(body));
      const idempotency = granted(idempotencyOf(request, text));
      const events = granted(receive(text, body.length > eventBytesMax));
      const published = granted(await publish(workspaceOf(request).id, events, idempotency));
      return answer(reply, published.eventIds, published.deliveries);
    },
  );
}

const publishHeaders = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(idempotencyKeyLengthMax)
    .optional()
    .meta({ description: 'Of your own choice: a UUID, an order number.' }),
});

const noBytes = Buffer.alloc(0);

/** Ids need no escaping. */
function answer(reply: FastifyReply, eventIds: readonly string[], deliveries: number): FastifyReply {
  return reply
    .code(202)
    .header('content-type', 'application/json; charset=utf-8')
    .send(`{"event_ids":["${eventIds.join('","')}"],"deliveries":${deliveries}}`);
}

function idempotencyOf(request: FastifyRequest, text: string): Result<Idempotency | null> {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return accepted(null);
  if (typeof key !== 'string' || key === '' || key.length > idempotencyKeyLengthMax) {
    return refused('invalid_request', `An Idempotency-Key has 1 to ${idempotencyKeyLengthMax} characters.`);
  }
  return accepted({ key, requestHash: requestHash(text) });
}

/** The events of a body, their envelopes checked; `measure` where one of them may be larger than it may be. */
function receive(text: string, measure: boolean): Result<ReceivedEvent[]> {
  if (text === '')
    return refused('invalid_json', 'The request has no body: send an event, or an array of events.');
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  return Array.isArray(parsed.value)
    ? receiveBatch(parsed.value, measure)
    : receiveOne(parsed.value, measure);
}

function receiveOne(value: unknown, measure: boolean): Result<ReceivedEvent[]> {
  if (measure && eventBytes(value) > eventBytesMax) return tooLarge('The event');
  const checked = check(publishedEvent, value, 'body');
  return checked.ok ? accepted([receivedOf(checked.value)]) : checked;
}

function receiveBatch(values: readonly unknown[], measure: boolean): Result<ReceivedEvent[]> {
  if (values.length === 0)
    return refused('validation_failed', 'The batch is empty: send at least one event.');
  if (values.length > eventsPerPublishMax) {
    return refused(
      'payload_too_large',
      `A batch has at most ${eventsPerPublishMax} events; this one has ${values.length}.`,
    );
  }
  const events: ReceivedEvent[] = [];
  for (const [index, value] of values.entries()) {
    if (measure && eventBytes(value) > eventBytesMax) return tooLarge(`Event ${index} of the batch`);
    const parsed = publishedEvent.safeParse(value);
    // Parsed again for the words: only what is refused pays for them.
    if (!parsed.success) return refuseEvent(value, index);
    events.push(receivedOf(parsed.data));
  }
  return accepted(events);
}

function refuseEvent(value: unknown, index: number): Result<never> {
  const checked = check(publishedEvent, value ?? null, 'body');
  if (checked.ok) throw new Error('An event was refused once and accepted then.');
  const details = (checked.refusal.details ?? []).map(({ path, message }) => ({
    path: path === '' ? `[${index}]` : `[${index}].${path}`,
    message,
  }));
  return refused('validation_failed', summaryOf(details), details);
}

function tooLarge(what: string): Result<never> {
  return refused('payload_too_large', `${what} is larger than ${eventBytesMax} bytes.`);
}

function eventBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function receivedOf(event: z.output<typeof publishedEvent>): ReceivedEvent {
  const { subject = null, occurred_at: occurredAt, ...draft } = event;
  return { draft, subject, occurredAt: instantMs(occurredAt) ?? null };
}
