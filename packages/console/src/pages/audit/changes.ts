import type { AuditEntryAnswer } from '@belfry/api';

export interface Change {
  readonly property: string;
  /** As JSON with two spaces; null: there was none. */
  readonly before: string | null;
  readonly after: string | null;
}

/** What an entry says was changed, property by property, in the order of their names. */
export function changesOf({ before, after }: Pick<AuditEntryAnswer, 'before' | 'after'>): readonly Change[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort();
  return names.map((property) => ({
    property,
    before: textOf(before, property),
    after: textOf(after, property),
  }));
}

function textOf(values: Readonly<Record<string, unknown>> | null, property: string): string | null {
  if (values === null || !Object.hasOwn(values, property)) return null;
  const value = values[property];
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
