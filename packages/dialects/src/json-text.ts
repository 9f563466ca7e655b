import type { Issue } from './dialect.ts';

export type Serialised =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly issue: Issue };

/**
 * The JSON text of a value; `path` is the value's own, for the issue.
 *
 * Things that may pass a schema and are still refused: what JSON cannot hold, nesting too deep to be serialised,
 * where the contract allows any value, and a property named __proto__, which maps skip and which could harm a
 * receiver.
 */
export function textOf(value: unknown, path: string): Serialised {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    return { ok: false, issue: { path, message: 'Cannot be written as JSON, or is nested too deeply.' } };
  }
  if (text === undefined)
    return { ok: false, issue: { path, message: 'Is required. Expected a JSON value.' } };
  if (text.includes('"__proto__":')) {
    return { ok: false, issue: { path, message: 'A property cannot be named __proto__.' } };
  }
  return { ok: true, text };
}
