import type { EventTypeAnswer, EventTypeCreate, EventTypeUpdate } from '@belfry/api';
import { type ReadJson, readJson } from '../../ui/json-text.ts';

/** The form of an event type as it is typed. Schema and example are JSON texts; empty: none. */
export interface EventTypeDraft {
  readonly type: string;
  readonly group: string;
  readonly description: string;
  readonly deprecation: string;
  readonly dataSchema: string;
  readonly dataExample: string;
}

export type DraftBody =
  | { readonly ok: true; readonly create: EventTypeCreate; readonly update: EventTypeUpdate }
  /** By the API's name of the field. */
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

export function draftOf(saved: EventTypeAnswer | null): EventTypeDraft {
  return {
    type: saved?.type ?? '',
    group: saved?.group ?? '',
    description: saved?.description ?? '',
    deprecation: saved?.deprecation ?? '',
    dataSchema: textOf(saved?.data_schema),
    dataExample: textOf(saved?.data_example),
  };
}

/** What the API is to be told, or which fields hold no JSON. */
export function bodyOf(draft: EventTypeDraft): DraftBody {
  const schema = jsonOf(draft.dataSchema);
  const example = jsonOf(draft.dataExample);
  if (!schema.ok || !example.ok) {
    return {
      ok: false,
      errors: {
        ...(schema.ok ? {} : { data_schema: schema.message }),
        ...(example.ok ? {} : { data_example: example.message }),
      },
    };
  }
  if (schema.value !== null && (typeof schema.value !== 'object' || Array.isArray(schema.value))) {
    return { ok: false, errors: { data_schema: 'A JSON Schema is an object: { "type": "object", … }.' } };
  }
  const update: EventTypeUpdate = {
    group: draft.group.trim(),
    description: draft.description.trim(),
    deprecation: draft.deprecation.trim() === '' ? null : draft.deprecation.trim(),
    // JSON.parse makes what is an object, and no array, with text as names.
    data_schema: schema.value as Record<string, unknown> | null,
    data_example: example.value,
  };
  return { ok: true, update, create: { type: draft.type.trim(), ...update } };
}

/** JSON by two spaces; what is no JSON stays as it was typed. */
export function indented(text: string): string {
  const parsed = jsonOf(text);
  return parsed.ok && text.trim() !== '' ? JSON.stringify(parsed.value, null, 2) : text;
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : JSON.stringify(value, null, 2);
}

/** Null: the field is empty. */
function jsonOf(text: string): ReadJson {
  return text.trim() === '' ? { ok: true, value: null } : readJson(text);
}
