import { isDeepStrictEqual } from 'node:util';

type Scalar = string | number | boolean | null;

/** Dotfile's `ActivityChange`: one property, named by its path, before and after. */
export interface PropertyChange {
  readonly name: string;
  readonly previous: Scalar;
  readonly next: Scalar;
}

const changesMax = 50;
const valueLengthMax = 1_000;
const depthMax = 4;

/** These say when something was, and change with everything else. */
const bookkeeping: ReadonlySet<string> = new Set(['last_activity_at', 'updated_at', 'review_due_told']);

/**
 * What differs between two documents, by the paths of the values that do: "custom_properties.color". Lists, and
 * objects that lie deep, are compared whole and shown as JSON. At most 50, texts cut after 1,000 characters.
 * `properties`: of the documents' own, only these; null: all.
 */
export function differencesOf(
  before: unknown,
  after: unknown,
  properties: readonly string[] | null,
): readonly PropertyChange[] {
  const flatBefore = flat(before, properties);
  const flatAfter = flat(after, properties);
  const names = new Set([...flatBefore.keys(), ...flatAfter.keys()]);
  const changes: PropertyChange[] = [];
  for (const name of names) {
    const previous = flatBefore.get(name) ?? null;
    const next = flatAfter.get(name) ?? null;
    if (isDeepStrictEqual(previous, next)) continue;
    changes.push({ name, previous: shown(previous), next: shown(next) });
    if (changes.length === changesMax) break;
  }
  return changes;
}

function flat(document: unknown, properties: readonly string[] | null): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>();
  if (!isObject(document)) return values;
  for (const [name, value] of Object.entries(document)) {
    if (bookkeeping.has(name) || (properties !== null && !properties.includes(name))) continue;
    collect(name, value, 1, values);
  }
  return values;
}

function collect(name: string, value: unknown, depth: number, values: Map<string, unknown>): void {
  if (!isObject(value) || Array.isArray(value) || depth === depthMax) {
    values.set(name, value);
    return;
  }
  for (const [key, inner] of Object.entries(value)) collect(`${name}.${key}`, inner, depth + 1, values);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): Scalar {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= valueLengthMax ? text : `${text.slice(0, valueLengthMax)}…`;
}
