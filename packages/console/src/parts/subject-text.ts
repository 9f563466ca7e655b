/** What a subject filter is written as: a key, a colon, a value. The API's own pattern. */
const subjectPattern = /^[A-Za-z0-9_.-]{1,64}:./su;

/** Keys that the vendors' events have, the most usual first; others are learnt from the deliveries in sight. */
const usualKeys: Readonly<Record<string, readonly string[]>> = {
  dotfile: ['case_id', 'individual_id', 'company_id'],
  compilot: ['customer_id', 'alert_id', 'individual_id', 'company_id'],
};

interface WithSubject {
  readonly subject: Readonly<Record<string, string>> | null;
}

/** The keys that a reader may want to search by. */
export function subjectKeys(dialect: string, deliveries: readonly WithSubject[]): readonly string[] {
  const seen = deliveries.flatMap(({ subject }) => Object.keys(subject ?? {}));
  return [...new Set([...(usualKeys[dialect] ?? []), ...seen])];
}

/** What the typed text may mean: as it is where it has a key, else as the value of each key. */
export function subjectChoices(typed: string, keys: readonly string[]): readonly string[] {
  const text = typed.trim();
  if (text === '') return [];
  if (subjectPattern.test(text)) return [];
  const key = text.endsWith(':') ? text.slice(0, -1) : null;
  if (key !== null) return [];
  return keys.map((known) => `${known}:${text}`);
}

export type TypedSubject =
  | { readonly ok: true; readonly subject: string | undefined }
  | { readonly ok: false; readonly message: string };

/** The subject to filter by. A value alone is taken for the first key's, where there is one. */
export function subjectOf(typed: string, keys: readonly string[]): TypedSubject {
  const text = typed.trim();
  if (text === '') return { ok: true, subject: undefined };
  if (subjectPattern.test(text)) return { ok: true, subject: text };
  const [first] = keys;
  if (first !== undefined && !text.includes(':')) return { ok: true, subject: `${first}:${text}` };
  return { ok: false, message: 'A key and a value, such as case_id:6f1c…' };
}
