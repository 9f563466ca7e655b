import * as z from 'zod';
import { type Acceptor, acceptorOf } from '../acceptor.ts';
import type { EventDraft, Issue, Validation } from '../dialect.ts';
import { issuesOf } from '../issues.ts';
import { textOf } from '../json-text.ts';
import { eventTypeRows, kindsWithEventId, type PayloadKind } from './event-types.ts';
import { publishedPayloadOf } from './schemas/payload.ts';

interface Payload {
  readonly schema: z.ZodType;
  /** The cheap first look in front of the schema. */
  readonly accepts: Acceptor;
  readonly hasEventId: boolean;
}

const payloads = new Map<PayloadKind, Payload>();

const entries: ReadonlyMap<string, Payload> = new Map(
  eventTypeRows.map(({ type, payload }) => [type, payloadOf(payload)]),
);

const noContext = z.strictObject({});

/**
 * Checks an event's name and its payload, and answers the payload's text as it will be sent, in the publisher's
 * own order of properties. Where the payload's `id` is the event's, one that the publisher stated is left out:
 * the call puts the right one in. Never throws.
 */
export function validate(draft: EventDraft): Validation {
  const payload = entries.get(draft.type);
  if (payload === undefined) {
    const message = `${JSON.stringify(draft.type)} is no event type of this dialect.`;
    return { ok: false, issues: [{ path: 'type', message }] };
  }
  const issues = [...envelopeIssues(draft), ...payloadIssues(payload, draft.data)];
  if (issues.length > 0) return { ok: false, issues };
  const data = textOf(payload.hasEventId ? withoutId(draft.data) : draft.data, 'data');
  if (!data.ok) return { ok: false, issues: [data.issue] };
  return { ok: true, event: { name: { type: draft.type, subType: null }, context: '{}', data: data.text } };
}

/** The kinds share their payloads, which are looked at in the same way for each of their event types. */
function payloadOf(kind: PayloadKind): Payload {
  const known = payloads.get(kind);
  if (known !== undefined) return known;
  const schema = publishedPayloadOf(kind);
  const payload = { schema, accepts: acceptorOf(schema), hasEventId: kindsWithEventId.has(kind) };
  payloads.set(kind, payload);
  return payload;
}

/** This contract knows neither sub-events nor a context. */
function envelopeIssues({ sub_type, context }: EventDraft): readonly Issue[] {
  const issues: Issue[] = [];
  if (sub_type !== undefined) {
    issues.push({ path: 'sub_type', message: 'This dialect has no sub-events: leave sub_type out.' });
  }
  if (context === undefined) return issues;
  const parsed = noContext.safeParse(context);
  return parsed.success ? issues : [...issues, ...issuesOf(parsed.error, context, 'context')];
}

function payloadIssues({ schema, accepts }: Payload, data: unknown): readonly Issue[] {
  if (accepts(data)) return [];
  const parsed = schema.safeParse(data);
  return parsed.success ? [] : issuesOf(parsed.error, data, 'data');
}

function withoutId(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || !('id' in data)) return data;
  const { id: _, ...rest } = data;
  return rest;
}
