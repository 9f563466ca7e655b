import type { EventType, EventTypeDefinition } from '../dialect.ts';

/** What stands for an example where none was given. A schema that does not take it needs an example. */
export const exampleDefault: unknown = Object.freeze({});

/** The event types that may be published, in the order of their definitions. */
export function catalogueOf(definitions: readonly EventTypeDefinition[]): readonly EventType[] {
  return Object.freeze(definitions.filter(({ archived }) => !archived).map(eventTypeOf));
}

function eventTypeOf(definition: EventTypeDefinition): EventType {
  const { type, example } = definition;
  return Object.freeze({
    type,
    group: definition.group,
    description: definition.description,
    parent: null,
    deprecation: definition.deprecation,
    get bodySchema(): Readonly<Record<string, unknown>> {
      return bodySchemaOf(definition);
    },
    example: Object.freeze({ type, data: example === undefined ? exampleDefault : example }),
  });
}

function bodySchemaOf({ type, dataSchema }: EventTypeDefinition): Readonly<Record<string, unknown>> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: {
      type: { const: type },
      timestamp: { type: 'string', format: 'date-time' },
      data: dataSchema === null ? {} : embedded(type, dataSchema),
    },
    required: ['type', 'timestamp', 'data'],
  };
}

/** A schema with an identifier of its own is a resource of its own, so that its `#/…` still mean what they meant. */
function embedded(type: string, dataSchema: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { $schema: _, ...schema } = dataSchema;
  return { $id: `urn:event-type:${type}`, ...schema };
}
