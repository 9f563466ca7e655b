import * as z from 'zod';
import { type EventTypeRow, entityKeys, subEventRequiredType, subEventsOf } from '../event-types.ts';
import { autonomyChatRun } from './autonomy-chat-run.ts';
import { commonContextShape } from './context.ts';
import { publishedSchemasOf } from './published.ts';

/** The whole body of a call that reports this event type, as JSON Schema (draft 2020-12) without references. */
export function bodySchemaOf(row: EventTypeRow): Readonly<Record<string, unknown>> {
  const body = z.strictObject({
    event: z.literal(row.type),
    ...subEventShapeOf(row.type),
    context: z.strictObject({ ...commonContextShape, ...publishedSchemasOf(row).context.shape }),
    ...objectShapeOf(row),
  });
  return z.toJSONSchema(body, { override: ({ jsonSchema }) => preferFormat(jsonSchema) });
}

/** An update of a case always says which group of properties it touched; one of a person or company may. */
function subEventShapeOf(type: string): z.ZodRawShape {
  const subEvents = subEventsOf(type);
  if (subEvents.length === 0) return {};
  const name = z.enum(subEvents);
  return { sub_event: type === subEventRequiredType ? name : name.optional() };
}

function objectShapeOf(row: EventTypeRow): z.ZodRawShape {
  const key = entityKeys.get(row.group);
  return typeof key === 'string' ? { [key]: publishedSchemasOf(row).data } : autonomyChatRun.shape;
}

/** A named format says more to a reader than the expression that checks it. */
function preferFormat(jsonSchema: z.core.JSONSchema.BaseSchema): void {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
}
