import type { EventDraft, Validation } from '../dialect.ts';
import { eventTypeRows } from './event-types.ts';

const rows = new Map(eventTypeRows.map((row) => [row.type, row]));

/** Checks the name; the schemas of objects follow. */
export function validate(draft: EventDraft): Validation {
  const row = rows.get(draft.type);
  if (row === undefined) return { ok: false, issues: [{ path: 'type', message: 'Unknown event type.' }] };
  const name =
    row.parent === null
      ? { type: row.type, subType: draft.sub_type ?? null }
      : { type: row.parent, subType: row.type };
  const context = JSON.stringify(draft.context ?? {});
  return { ok: true, event: { name, context, data: JSON.stringify(draft.data) } };
}
