import type { WebhookAnswer, WebhookCreate, WebhookUpdate } from '@belfry/api';

/** A static header as it is typed. */
export interface HeaderRow {
  /** Tells rows apart while their names change. */
  readonly key: number;
  readonly name: string;
  readonly value: string;
}

/** The form of a webhook, field by field. An empty limit is none. */
export interface WebhookDraft {
  readonly name: string;
  readonly url: string;
  readonly description: string;
  readonly headers: readonly HeaderRow[];
  readonly rateLimit: number | '';
  readonly concurrencyLimit: number | '';
  readonly events: ReadonlySet<string>;
  /** Of a new webhook; empty: the usual one. */
  readonly signatureScheme: string;
  /** Of a new webhook; empty: one is generated. */
  readonly secret: string;
}

/** What somebody changed and did not save yet. Over it, what the server says stays current. */
export type Edits = Partial<WebhookDraft>;

export const emptyDraft: WebhookDraft = {
  name: '',
  url: '',
  description: '',
  headers: [],
  rateLimit: '',
  concurrencyLimit: '',
  events: new Set(),
  signatureScheme: '',
  secret: '',
};

export function draftOf(webhook: WebhookAnswer): WebhookDraft {
  return {
    ...emptyDraft,
    name: webhook.name,
    url: webhook.url,
    description: webhook.description,
    headers: Object.entries(webhook.headers).map(([name, value], key) => ({ key, name, value })),
    rateLimit: webhook.rate_limit ?? '',
    concurrencyLimit: webhook.concurrency_limit ?? '',
    events: new Set(webhook.events),
  };
}

/** What is to be sent to save the edits: only what differs from what the server has. `order` puts event types in order. */
export function updateOf(
  saved: WebhookAnswer,
  edits: Edits,
  order: (events: ReadonlySet<string>) => readonly string[],
): WebhookUpdate {
  const draft = { ...draftOf(saved), ...edits };
  const headers = headersOf(draft.headers);
  return {
    ...(draft.name === saved.name ? {} : { name: draft.name }),
    ...(draft.url === saved.url ? {} : { url: draft.url }),
    ...(draft.description === saved.description ? {} : { description: draft.description }),
    ...(sameEntries(headers, saved.headers) ? {} : { headers }),
    ...(limitOf(draft.rateLimit) === saved.rate_limit ? {} : { rate_limit: limitOf(draft.rateLimit) }),
    ...(limitOf(draft.concurrencyLimit) === saved.concurrency_limit
      ? {}
      : { concurrency_limit: limitOf(draft.concurrencyLimit) }),
    ...(sameMembers(draft.events, saved.events) ? {} : { events: [...order(draft.events)] }),
  };
}

/** What is to be sent to create the webhook. */
export function createOf(
  edits: Edits,
  order: (events: ReadonlySet<string>) => readonly string[],
): WebhookCreate {
  const draft = { ...emptyDraft, ...edits };
  return {
    name: draft.name,
    url: draft.url,
    events: [...order(draft.events)],
    description: draft.description,
    headers: headersOf(draft.headers),
    rate_limit: limitOf(draft.rateLimit),
    concurrency_limit: limitOf(draft.concurrencyLimit),
    ...(draft.signatureScheme === '' ? {} : { signature_scheme: draft.signatureScheme }),
    ...(draft.secret === '' ? {} : { secret: draft.secret }),
  };
}

/** Whether something would be lost if the form were left. */
export function isDirty(saved: WebhookAnswer | null, edits: Edits): boolean {
  if (saved !== null) return Object.keys(updateOf(saved, edits, (events) => [...events])).length > 0;
  const draft = { ...emptyDraft, ...edits };
  return (
    [draft.name, draft.url, draft.description, draft.secret].some((text) => text.trim() !== '') ||
    draft.headers.some(({ name, value }) => name !== '' || value !== '') ||
    draft.events.size > 0
  );
}

/** Rows whose name stands above already, by key: in the object that is sent, one would go silently. */
export function repeatedHeaders(rows: readonly HeaderRow[]): ReadonlySet<number> {
  const seen = new Set<string>();
  const repeated = new Set<number>();
  for (const { key, name } of rows) {
    const lower = name.trim().toLowerCase();
    if (lower === '') continue;
    if (seen.has(lower)) repeated.add(key);
    seen.add(lower);
  }
  return repeated;
}

/** Rows without a name and a value are no headers. */
function headersOf(rows: readonly HeaderRow[]): Record<string, string> {
  return Object.fromEntries(
    rows
      .filter(({ name, value }) => name.trim() !== '' || value !== '')
      .map(({ name, value }) => [name.trim().toLowerCase(), value]),
  );
}

function limitOf(limit: number | ''): number | null {
  return limit === '' ? null : limit;
}

function sameEntries(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

function sameMembers(a: ReadonlySet<string>, b: readonly string[]): boolean {
  return a.size === new Set(b).size && b.every((entry) => a.has(entry));
}
