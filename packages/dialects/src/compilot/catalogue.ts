import type { EventType } from '../dialect.ts';
import { type EventTypeRow, eventTypeRows } from './event-types.ts';
import { exampleOf } from './examples/example.ts';
import { bodySchemaOf } from './schemas/body.ts';

/** Every event type of the contract in the order in which the dashboard lists it. */
export const catalogue: readonly EventType[] = Object.freeze(eventTypeRows.map(eventTypeOf));

/** A body schema takes milliseconds to make, so that it is made when it is first read. */
function eventTypeOf(row: EventTypeRow): EventType {
  let bodySchema: Readonly<Record<string, unknown>> | undefined;
  return Object.freeze({
    type: row.type,
    group: row.group,
    description: row.description,
    parent: null,
    deprecation: null,
    get bodySchema(): Readonly<Record<string, unknown>> {
      bodySchema ??= bodySchemaOf(row);
      return bodySchema;
    },
    example: exampleOf(row),
  });
}
