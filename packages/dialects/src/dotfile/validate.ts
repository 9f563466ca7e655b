import type { EventDraft, EventName, Issue, Validation } from '../dialect.ts';
import { type EventTypeRow, eventTypeRows, subEventRequiredType, subEventsOf } from './event-types.ts';
import { issuesOf } from './issues.ts';
import { type PublishedSchemas, publishedSchemasOf } from './schemas/published.ts';

interface Entry {
  readonly row: EventTypeRow;
  readonly schemas: PublishedSchemas;
}

type Named = { readonly ok: true; readonly name: EventName } | { readonly ok: false; readonly issue: Issue };
type Serialised =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly issue: Issue };

const entries: ReadonlyMap<string, Entry> = new Map(
  eventTypeRows.map((row) => [row.type, { row, schemas: publishedSchemasOf(row) }]),
);

const noContext: Readonly<Record<string, unknown>> = Object.freeze({});

/**
 * Checks an event's name, its context and its object, and answers their texts as they will be sent: what the
 * publisher stated, in the publisher's own order of properties. A sub-event's name may stand in `type` by
 * itself. Never throws.
 */
export function validate(draft: EventDraft): Validation {
  const entry = entries.get(draft.type);
  if (entry === undefined) {
    return failed({
      path: 'type',
      message: `${JSON.stringify(draft.type)} is no event type of this dialect.`,
    });
  }
  const named = nameOf(entry.row, draft.sub_type);
  const issues = named.ok ? [] : [named.issue];
  const contextGiven = draft.context ?? noContext;
  const context = entry.schemas.context.safeParse(contextGiven);
  if (!context.success) issues.push(...issuesOf(context.error, contextGiven, 'context'));
  const data = entry.schemas.data.safeParse(draft.data);
  if (!data.success) issues.push(...issuesOf(data.error, draft.data, 'data'));
  if (!named.ok || issues.length > 0) return failed(...issues);
  return serialised(named.name, contextGiven, draft.data);
}

function nameOf(row: EventTypeRow, subType: string | undefined): Named {
  if (row.parent !== null) {
    if (subType === undefined || subType === row.type) {
      return { ok: true, name: { type: row.parent, subType: row.type } };
    }
    return misnamed(`${row.type} is a sub-event itself: leave sub_type out.`);
  }
  if (subType === undefined) {
    if (row.type !== subEventRequiredType) return { ok: true, name: { type: row.type, subType: null } };
    return misnamed(`Is required. Expected a sub-event of ${row.type}: ${subEventsOf(row.type).join(', ')}.`);
  }
  if (entries.get(subType)?.row.parent === row.type) return { ok: true, name: { type: row.type, subType } };
  const subEvents = subEventsOf(row.type);
  return misnamed(
    subEvents.length === 0
      ? `${row.type} has no sub-events: leave sub_type out.`
      : `Expected a sub-event of ${row.type}: ${subEvents.join(', ')}.`,
  );
}

function misnamed(message: string): Named {
  return { ok: false, issue: { path: 'sub_type', message } };
}

function serialised(name: EventName, contextGiven: unknown, dataGiven: unknown): Validation {
  const context = textOf(contextGiven, 'context');
  const data = textOf(dataGiven, 'data');
  if (!context.ok) return failed(context.issue);
  if (!data.ok) return failed(data.issue);
  return { ok: true, event: { name, context: context.text, data: data.text } };
}

/**
 * Two things pass a schema and are still refused: nesting too deep to be serialised, where the contract allows
 * any value, and a property named __proto__, which maps skip and which could harm a receiver.
 */
function textOf(value: unknown, path: string): Serialised {
  let text: string;
  try {
    text = JSON.stringify(value);
  } catch {
    return { ok: false, issue: { path, message: 'Cannot be written as JSON, or is nested too deeply.' } };
  }
  if (text.includes('"__proto__":')) {
    return { ok: false, issue: { path, message: 'A property cannot be named __proto__.' } };
  }
  return { ok: true, text };
}

function failed(...issues: readonly Issue[]): Validation {
  return { ok: false, issues };
}
