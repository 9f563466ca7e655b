/** Fields of the form, as the API's paths begin: `headers.x-team`, `events[2]`. */
const tabOfField = {
  name: 'parameters',
  url: 'parameters',
  description: 'parameters',
  headers: 'parameters',
  rate_limit: 'parameters',
  concurrency_limit: 'parameters',
  signature_scheme: 'parameters',
  secret: 'parameters',
  events: 'events',
} as const;

export type FormTab = (typeof tabOfField)[keyof typeof tabOfField];
export type FieldErrors = Readonly<Record<string, string>>;

/** The paths that a field of the form shows; what is said of others has to be said above it. */
export function pathsOfFields(errors: FieldErrors): readonly string[] {
  return Object.keys(errors).filter((path) => rootOf(path) in tabOfField);
}

/** Where the first field stands that was refused; null: no field was. */
export function tabOfErrors(errors: FieldErrors): FormTab | null {
  const tabs = Object.keys(errors).map(tabOf);
  return tabs.includes('parameters') ? 'parameters' : (tabs.find((tab) => tab !== null) ?? null);
}

/** Of errors, those whose field was not edited since. */
export function stillSaid(errors: FieldErrors, editedSince: ReadonlySet<string>): FieldErrors {
  return Object.fromEntries(Object.entries(errors).filter(([path]) => !editedSince.has(rootOf(path))));
}

/** What is said of single event types, by their names: the API says it by their place in what was `sent`. */
export function entryErrors(errors: FieldErrors, sent: readonly string[]): FieldErrors {
  return Object.fromEntries(
    Object.entries(errors).flatMap(([path, message]) => {
      const place = /^events\[(\d+)\]$/.exec(path)?.[1];
      const entry = place === undefined ? undefined : sent[Number(place)];
      return entry === undefined ? [] : [[entry, message] as const];
    }),
  );
}

function tabOf(path: string): FormTab | null {
  const root = rootOf(path);
  return root in tabOfField ? tabOfField[root as keyof typeof tabOfField] : null;
}

function rootOf(path: string): string {
  return path.split(/[.[]/, 1)[0] ?? path;
}
