import { z } from 'zod';
import { pageOf, pageQuery } from './page.ts';
import { id, instant, instantInput, isPrintable, jsonObject, line, stringMap } from './scalar.ts';

/** Limits of `POST /events`. A byte is one of UTF-8; an event is measured without insignificant white space. */
export const publishBytesMax = 1_048_576;
export const eventBytesMax = 262_144;
export const eventsPerPublishMax = 1000;
export const idempotencyKeyLengthMax = 255;

export const subjectEntriesMax = 10;
export const subjectKeyLengthMax = 64;
export const subjectValueLengthMax = 200;

/** What the event is about, for searching: `{"case_id": "…"}`. */
export const subject = stringMap(subjectEntriesMax, subjectProblem);

function subjectProblem(key: string, value: string): string | null {
  if (!subjectKeyPattern.test(key) || key === '__proto__') {
    return `A key is 1 to ${subjectKeyLengthMax} letters, digits, underscores, dots or hyphens.`;
  }
  if (value === '' || value.length > subjectValueLengthMax || !isPrintable(value)) {
    return `A value is 1 to ${subjectValueLengthMax} characters without control characters.`;
  }
  return null;
}

const subjectKeyPattern = /^[A-Za-z0-9_.-]{1,64}$/;

/** An event as published. The dialect's catalogue judges `type`, `sub_type`, `context` and `data`. */
export const publishedEvent = z
  .strictObject({
    type: line(200),
    sub_type: line(200).optional(),
    subject: subject.optional(),
    context: jsonObject.optional(),
    data: z.unknown().refine((data) => data !== undefined, 'Required: the object after the change.'),
    occurred_at: instantInput.optional().meta({ description: 'Absent: now.' }),
  })
  .meta({ id: 'PublishedEvent' });

export const publishRequest = z.union([
  publishedEvent,
  z.array(publishedEvent).min(1).max(eventsPerPublishMax),
]);

export const publishAnswer = z
  .object({
    event_ids: z.array(id).meta({ description: 'In the order of the events.' }),
    deliveries: z.number().meta({ description: 'How many calls these events make.' }),
  })
  .meta({ id: 'Published' });

export const eventQuery = z.strictObject({
  ...pageQuery,
  type: line(200).optional().meta({ description: 'Top-level or sub-event type.' }),
  subject: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{1,64}:./su, 'A key and a value: case_id:6f1c….')
    .max(subjectKeyLengthMax + 1 + subjectValueLengthMax)
    .refine(isPrintable, 'Text without control characters.')
    .optional()
    .meta({ description: '`key:value`, such as `case_id:6f1c…`.' }),
  from: instantInput.optional().meta({ description: 'Created at or after.' }),
  to: instantInput.optional().meta({ description: 'Created before.' }),
  text: line(200).min(1).optional().meta({ description: 'Text in the payload, in any case.' }),
});

export const eventListQuery = eventQuery.extend({
  include: z
    .enum(['deliveries'])
    .optional()
    .meta({ description: '`deliveries`: each event with its deliveries, as one event by itself has them.' }),
});

/** What became of an event at one webhook. */
export const eventDelivery = z
  .object({
    id,
    webhook_id: id,
    state: z.enum(['pending', 'succeeded', 'exhausted', 'held', 'discarded']),
    status_code: z
      .number()
      .nullable()
      .meta({ description: 'Of the last call; 0: no answer; null: no call yet.' }),
    error_kind: z.string().nullable(),
    attempt_count: z.number(),
  })
  .meta({ id: 'EventDelivery' });

export const event = z.object({
  id,
  type: z.string(),
  sub_type: z.string().nullable(),
  subject: z.record(z.string(), z.string()).nullable(),
  context: z.unknown().meta({ description: 'What the publisher added to the common context; an object.' }),
  data: z.unknown().meta({ description: 'The object after the change.' }),
  occurred_at: instant,
  created_at: instant,
  test: z.boolean().meta({ description: 'Made by the test of a webhook.' }),
});

const deliveries = z.array(eventDelivery).meta({ description: 'Oldest first.' });

export const eventPage = pageOf(
  z.object({ ...event.shape, deliveries: deliveries.optional() }).meta({ id: 'Event' }),
);

export const eventDetail = z.object({ ...event.shape, deliveries }).meta({ id: 'EventDetail' });

export type PublishedEvent = z.input<typeof publishedEvent>;
export type PublishAnswer = z.output<typeof publishAnswer>;
export type EventQuery = z.input<typeof eventListQuery>;
export type EventAnswer = z.output<typeof event>;
export type EventDeliveryAnswer = z.output<typeof eventDelivery>;
export type EventDetailAnswer = z.output<typeof eventDetail>;
