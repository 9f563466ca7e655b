import * as z from 'zod';
import type { EventTypeRow } from '../event-types.ts';
import { sentPayloadOf } from './payload.ts';

/** The whole body of a call that reports this event type, as JSON Schema (draft 2020-12) without references. */
export function bodySchemaOf(row: EventTypeRow): Readonly<Record<string, unknown>> {
  const body = z.strictObject({ eventType: z.literal(row.type), payload: sentPayloadOf(row.payload) });
  return z.toJSONSchema(body, { override: ({ jsonSchema }) => preferFormat(jsonSchema) });
}

/** A named format says more to a reader than the expression that checks it. */
function preferFormat(jsonSchema: z.core.JSONSchema.BaseSchema): void {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
}
