import type { EventQuery, Page } from '@belfry/api';
import { cursorId, cursorOf } from '../domain/cursor.ts';
import type { EventFilter, PageRequest, SearchPage, Subject } from '../domain/search.ts';
import { granted } from './errors.ts';
import { instantMs } from './route.ts';

/** What lists of events and of deliveries are filtered by alike. */
export function filterOf(query: Pick<EventQuery, 'type' | 'subject' | 'from' | 'to' | 'text'>): EventFilter {
  return {
    type: query.type,
    subject: query.subject === undefined ? undefined : subjectOf(query.subject),
    from: instantMs(query.from),
    to: instantMs(query.to),
    text: query.text,
  };
}

export function pageRequestOf(query: { limit: number; cursor?: string | undefined }): PageRequest {
  return { limit: query.limit, afterId: query.cursor === undefined ? null : granted(cursorId(query.cursor)) };
}

export function presentPage<Item, Wire>(page: SearchPage<Item>, present: (item: Item) => Wire): Page<Wire> {
  return { data: page.items.map(present), next_cursor: page.nextId === null ? null : cursorOf(page.nextId) };
}

/** `key:value`; a value may hold colons, a key does not. */
function subjectOf(text: string): Subject {
  const colon = text.indexOf(':');
  return { key: text.slice(0, colon), value: text.slice(colon + 1) };
}
