import type { EventTypeDefinition, Issue, OwnEventTypePolicy } from '@belfry/dialects';

/** An event type that a workspace defined itself; times in milliseconds since the epoch. */
export interface OwnEventType {
  readonly definition: EventTypeDefinition;
  /** Null while it is in use. */
  readonly archivedAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Archived ones count: they stay readable for good. */
export const eventTypesPerWorkspaceMax = 1000;
/** Of all schemas and examples of a workspace together, in UTF-8: every process holds them in memory. */
export const eventTypeBytesPerWorkspaceMax = 8 * 1024 * 1024;
/** Of one schema, and of one example, as JSON without insignificant white space, in UTF-8. */
export const eventTypeJsonBytesMax = 65_536;

/** What people decide about an event type that exists. Absent: left as it is. */
export interface EventTypeChange {
  readonly group?: string | undefined;
  readonly description?: string | undefined;
  readonly deprecation?: string | null | undefined;
  readonly dataSchema?: EventTypeDefinition['dataSchema'] | undefined;
  /** Null takes the example away. */
  readonly dataExample?: unknown;
  readonly archived?: boolean | undefined;
}

/** The event type with the change put in; not judged yet. */
export function changedEventType(before: OwnEventType, change: EventTypeChange, now: number): OwnEventType {
  const { definition } = before;
  const archived = change.archived ?? definition.archived;
  return {
    definition: {
      type: definition.type,
      group: change.group ?? definition.group,
      description: change.description ?? definition.description,
      deprecation: change.deprecation === undefined ? definition.deprecation : change.deprecation,
      dataSchema: change.dataSchema === undefined ? definition.dataSchema : change.dataSchema,
      example: change.dataExample === undefined ? definition.example : (change.dataExample ?? undefined),
      archived,
    },
    archivedAt: archived ? (before.archivedAt ?? now) : null,
    createdAt: before.createdAt,
    updatedAt: now,
  };
}

/** What is wrong with a definition: first what could not even be kept, then what the dialect says. */
export function definitionIssues(
  definition: EventTypeDefinition,
  policy: OwnEventTypePolicy,
): readonly Issue[] {
  const unfit = [
    ...jsonIssues('data_schema', definition.dataSchema),
    ...jsonIssues('data_example', definition.example),
  ];
  return unfit.length > 0 ? unfit : policy.problems(definition).map(withPropertyName);
}

/** A dialect speaks of `name`, `schema` and `example`; the API says of what they are. */
function withPropertyName({ path, message }: Issue): Issue {
  const [word = ''] = path.split(/[.[]/, 1);
  return { path: (propertyNames.get(word) ?? word) + path.slice(word.length), message };
}

const propertyNames: ReadonlyMap<string, string> = new Map([
  ['name', 'type'],
  ['schema', 'data_schema'],
  ['example', 'data_example'],
]);

/** Compact JSON, as it is stored and counted; null for what there is none of. Throws for what is nested too deeply. */
export function jsonTextOf(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}

/** In UTF-8, of what the event type holds as JSON. */
export function jsonBytesOf({ dataSchema, example }: EventTypeDefinition): number {
  return bytesOf(dataSchema) + bytesOf(example);
}

function jsonIssues(path: string, value: unknown): Issue[] {
  try {
    const bytes = bytesOf(value);
    if (bytes <= eventTypeJsonBytesMax) return [];
    return [{ path, message: `Is ${bytes} bytes of JSON; at most ${eventTypeJsonBytesMax} are taken.` }];
  } catch {
    return [{ path, message: 'Is nested too deeply.' }];
  }
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(jsonTextOf(value) ?? '');
}
