import { z } from 'zod';

/** A row of the workspace's catalogue. */
export const eventType = z
  .object({
    type: z.string(),
    group: z.string(),
    description: z.string(),
    parent: z.string().nullable().meta({ description: 'The top-level type of a sub-event.' }),
    deprecation: z.string().nullable(),
    example: z.unknown().meta({ description: 'An event as one would publish it.' }),
    body_schema: z.unknown().meta({ description: 'JSON Schema of the body that a webhook receives.' }),
  })
  .meta({ id: 'EventType' });

export const eventTypeList = z.object({ data: z.array(eventType) });

export type EventTypeAnswer = z.output<typeof eventType>;
