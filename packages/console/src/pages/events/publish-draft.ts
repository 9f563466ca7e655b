import type { EventTypeAnswer, PublishedEvent } from '@belfry/api';
import { readJson } from '../../ui/json-text.ts';

/** An event as it is typed. `subject` has a line for each key and value; the JSON texts are as they were typed. */
export interface PublishDraft {
  /** Of the catalogue: a type, or a sub-event's. */
  readonly entry: string;
  readonly type: string;
  readonly subType: string | null;
  readonly subject: string;
  readonly data: string;
  readonly context: string;
}

export type DraftEvent =
  | { readonly ok: true; readonly event: PublishedEvent }
  /** By the API's name of the field. */
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** The catalogue's example of a type, to be edited. */
export function draftOf({ type, parent, example }: EventTypeAnswer): PublishDraft {
  const event = isObject(example) ? example : {};
  const subject = isObject(event['subject']) ? event['subject'] : {};
  return {
    entry: type,
    type: textOr(event['type'], parent ?? type),
    subType: typeof event['sub_type'] === 'string' ? event['sub_type'] : parent === null ? null : type,
    subject: Object.entries(subject)
      .map(([key, value]) => `${key}: ${value}`)
      .join('\n'),
    data: JSON.stringify(event['data'] ?? {}, null, 2),
    context: event['context'] === undefined ? '' : JSON.stringify(event['context'], null, 2),
  };
}

/** What the API is to be told, or which fields cannot be read. What it means is for the API to judge. */
export function eventOf(draft: PublishDraft): DraftEvent {
  const subject = subjectOf(draft.subject);
  const data = readJson(draft.data);
  const context = contextOf(draft.context);
  if (!subject.ok || !data.ok || !context.ok) {
    return {
      ok: false,
      errors: { ...said('subject', subject), ...said('data', data), ...said('context', context) },
    };
  }
  return {
    ok: true,
    event: {
      type: draft.type,
      ...(draft.subType === null ? {} : { sub_type: draft.subType }),
      ...(subject.value === null ? {} : { subject: subject.value }),
      ...(context.value === null ? {} : { context: context.value }),
      data: data.value,
    },
  };
}

/** What the API says of a place within a field stands at the field, with the place: "data.id" at "data". */
export function errorsByField(errors: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const byField: Record<string, string> = {};
  for (const [path, message] of Object.entries(errors)) {
    const [, field = path, inside = ''] = /^([a-z_]+)(.*)$/s.exec(path) ?? [];
    const said = inside === '' ? message : `${inside.replace(/^\./, '')}: ${message}`;
    byField[field] = byField[field] === undefined ? said : `${byField[field]}\n${said}`;
  }
  return byField;
}

type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly message: string };

function said(field: string, read: Read<unknown>): Readonly<Record<string, string>> {
  return read.ok ? {} : { [field]: read.message };
}

/** Null: it is about nothing. */
function subjectOf(text: string): Read<Record<string, string> | null> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const value: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    const key = line.slice(0, colon).trim();
    const of = line.slice(colon + 1).trim();
    if (colon === -1 || key === '' || of === '') {
      return { ok: false, message: `A key, a colon and a value on each line: “${line.trim()}” is none.` };
    }
    value[key] = of;
  }
  return { ok: true, value: lines.length === 0 ? null : value };
}

/** Null: there is none. */
function contextOf(text: string): Read<Record<string, unknown> | null> {
  if (text.trim() === '') return { ok: true, value: null };
  const read = readJson(text);
  if (!read.ok) return read;
  if (isObject(read.value)) return { ok: true, value: read.value };
  return { ok: false, message: 'The context is an object: { … }.' };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOr(value: unknown, instead: string): string {
  return typeof value === 'string' ? value : instead;
}
