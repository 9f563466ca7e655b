import type * as z from 'zod';
import { type Acceptor, acceptorOf } from '../acceptor.ts';
import type { EventDraft, EventName, Issue, Validation } from '../dialect.ts';
import { issuesOf } from '../issues.ts';
import { textOf } from '../json-text.ts';
import { type EventTypeRow, eventTypeRows, subEventRequiredType, subEventsOf } from './event-types.ts';
import { publishedSchemasOf } from './schemas/published.ts';

interface Entry {
  readonly row: EventTypeRow;
  readonly data: Checked;
  readonly context: Checked;
}

/** A schema with the cheap first look in front of it. */
interface Checked {
  readonly schema: z.ZodType;
  readonly accepts: Acceptor;
}

type Named = { readonly ok: true; readonly name: EventName } | { readonly ok: false; readonly issue: Issue };

const acceptors = new WeakMap<z.ZodType, Acceptor>();

const entries: ReadonlyMap<string, Entry> = new Map(
  eventTypeRows.map((row) => {
    const { data, context } = publishedSchemasOf(row);
    return [row.type, { row, data: checkedBy(data), context: checkedBy(context) }];
  }),
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
  issues.push(...issuesWith(entry.context, contextGiven, 'context'));
  issues.push(...issuesWith(entry.data, draft.data, 'data'));
  if (!named.ok || issues.length > 0) return failed(...issues);
  return serialised(named.name, contextGiven, draft.data);
}

/** Many rows share their schemas, and so their acceptors. */
function checkedBy(schema: z.ZodType): Checked {
  const accepts = acceptors.get(schema) ?? acceptorOf(schema);
  acceptors.set(schema, accepts);
  return { schema, accepts };
}

const noIssues: readonly Issue[] = Object.freeze([]);

function issuesWith({ schema, accepts }: Checked, given: unknown, path: string): readonly Issue[] {
  if (accepts(given)) return noIssues;
  const parsed = schema.safeParse(given);
  return parsed.success ? noIssues : issuesOf(parsed.error, given, path);
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

function failed(...issues: readonly Issue[]): Validation {
  return { ok: false, issues };
}
