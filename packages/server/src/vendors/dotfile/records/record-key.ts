import type { RecordKey } from '../../../store/records.ts';
import { isUuid } from '../filter-value.ts';

/** What stands in a path: an id or, where no record has it, an external id. */
export function keyOf(text: string): RecordKey {
  // PostgreSQL's text cannot hold U+0000, so that no external id has one.
  return { id: isUuid(text) ? text : null, externalId: text.includes('\0') ? null : text };
}

/** An id alone; null where the text cannot be one. */
export function idKeyOf(text: string): RecordKey {
  return { id: isUuid(text) ? text : null, externalId: null };
}
