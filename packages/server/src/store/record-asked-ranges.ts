import { idFloor } from '../domain/id.ts';
import type { Condition } from '../domain/listing.ts';
import { instant } from './database.ts';
import type { RecordField } from './record-columns.ts';
import type { AxisRange } from './record-ranks.ts';

/** A last character that is none of two halves, and has a next one. */
const prefixPattern = /^([^%_]*)([^%_\ud7ff-\udfff\uffff])%$/;

/** The range of the names that begin as the pattern does, where they are sorted by code point; null for others. */
export function askedPrefix(condition: Condition<RecordField>): AxisRange | null {
  if (condition.kind !== 'pattern' || condition.operator !== 'like' || condition.field !== 'name')
    return null;
  const [, head, last] = prefixPattern.exec(condition.pattern) ?? [];
  if (head === undefined || last === undefined) return null;
  const before = head + String.fromCharCode(last.charCodeAt(0) + 1);
  return { axis: 'name', from: head + last, before };
}

/** The end of the year 9999: later times are written with more digits. */
const lastInstantMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** The one range of one order that all of the conditions ask for; null where it is not one. */
export function askedRange(conditions: readonly Condition<RecordField>[]): AxisRange | null {
  const field = conditions[0]?.field;
  if (field !== 'created_at' && field !== 'updated_at' && field !== 'last_activity_at') return null;
  let from = Number.NEGATIVE_INFINITY;
  let before = Number.POSITIVE_INFINITY;
  for (const condition of conditions) {
    const span = condition.field === field ? askedSpan(condition) : null;
    if (span === null) return null;
    from = Math.max(from, span.from);
    before = Math.min(before, span.before);
  }
  if ([from, before].some((ms) => Number.isFinite(ms) && ms > lastInstantMs)) return null;
  // An empty range counts nothing from its beginning to its beginning.
  const end = Math.max(from, before);
  const fenceOf = field === 'created_at' ? idFloor : instant;
  const [first, last] = [from, end].map((ms) => (Number.isFinite(ms) ? fenceOf(ms) : null));
  return { axis: field === 'created_at' ? 'id' : field, from: first ?? null, before: last ?? null };
}

/** Milliseconds since the epoch, from the first to before the second; times are whole ones. */
function askedSpan(condition: Condition<RecordField>): { from: number; before: number } | null {
  if (condition.kind !== 'comparison' || typeof condition.value !== 'number') return null;
  const at = condition.value;
  const [always, never] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  switch (condition.operator) {
    case 'eq':
      return { from: at, before: at + 1 };
    case 'gte':
      return { from: at, before: never };
    case 'gt':
      return { from: at + 1, before: never };
    case 'lt':
      return { from: always, before: at };
    case 'lte':
      return { from: always, before: at + 1 };
    case 'not_eq':
      return null;
  }
}
