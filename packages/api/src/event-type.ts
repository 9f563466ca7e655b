import { z } from 'zod';
import { instant, jsonObject, line, prose } from './scalar.ts';

/** Of the body that creates or changes an event type: a schema and an example of 64 KiB each, and white space. */
export const eventTypeBodyBytesMax = 262_144;

/** A row of the workspace's catalogue. */
export const eventType = z
  .object({
    type: z.string(),
    group: z.string(),
    description: z.string(),
    parent: z.string().nullable().meta({ description: 'The top-level type of a sub-event.' }),
    deprecation: z
      .string()
      .nullable()
      .meta({ description: 'Why it is deprecated and what to use instead; null: it is current.' }),
    example: z.unknown().meta({ description: 'An event as one would publish it.' }),
    body_example: z.unknown().meta({ description: 'The body that a webhook receives of that event.' }),
    body_schema: z.unknown().meta({ description: 'JSON Schema of the body that a webhook receives.' }),
    data_schema: z.unknown().meta({
      description:
        'JSON Schema of `data`, as the workspace defined it; null: any JSON, or the contract defines the type.',
    }),
    data_example: z
      .unknown()
      .meta({ description: 'Example of `data`, as the workspace defined it; null: there is none.' }),
    archived_at: instant.nullable().meta({ description: 'Null while it may be published.' }),
    created_at: instant.nullable().meta({ description: 'Null where the contract defines the type.' }),
    updated_at: instant.nullable().meta({ description: 'Null where the contract defines the type.' }),
  })
  .meta({ id: 'EventType' });

export const eventTypeList = z.object({ data: z.array(eventType) });

export const eventTypeQuery = z.strictObject({
  archived: z
    .enum(['true', 'false', 'all'])
    .default('false')
    .meta({ description: 'Archived event types: only these, none of them, or all event types.' }),
  schemas: z
    .enum(['true', 'false'])
    .default('true')
    .meta({ description: 'Without schemas, most of the answer, `body_schema` and `data_schema` are null.' }),
});

const settings = {
  group: line(100).meta({ description: 'The heading under which it is listed.' }),
  description: prose(2000),
  deprecation: prose(2000)
    .min(1)
    .nullable()
    .meta({ description: 'Why it is deprecated and what to use instead; null: it is current.' }),
  data_schema: jsonObject.nullable().meta({
    description:
      'JSON Schema (draft 2020-12) of `data`, of 64 KiB at most; references only within it. Null: any JSON.',
  }),
  data_example: z.unknown().meta({
    description: 'Example of `data`, which passes the schema, of 64 KiB at most; null: `{}`. Tests send it.',
  }),
};

export const eventTypeCreate = z
  .strictObject({
    type: line(200).min(1).meta({ description: 'Its name. Dots make a hierarchy: `invoice.paid`.' }),
    ...settings,
  })
  .partial({ group: true, description: true, deprecation: true, data_schema: true, data_example: true })
  .meta({ id: 'EventTypeCreate' });

/** What is absent stays. */
export const eventTypeUpdate = z
  .strictObject({
    ...settings,
    archived: z.boolean().meta({ description: 'False brings an archived event type back.' }),
  })
  .partial()
  .meta({ id: 'EventTypeUpdate' });

export type EventTypeAnswer = z.output<typeof eventType>;
export type EventTypeQuery = z.input<typeof eventTypeQuery>;
export type EventTypeCreate = z.input<typeof eventTypeCreate>;
export type EventTypeUpdate = z.input<typeof eventTypeUpdate>;
