import { greatestId, idFloor } from './id.ts';

/** What events are looked for. Absent: anything. */
export interface EventFilter {
  /** A wire type: top-level or sub-event. */
  readonly type?: string | undefined;
  readonly subject?: Subject | undefined;
  /** Created at or after, in milliseconds since the epoch. */
  readonly from?: number | undefined;
  /** Created before. */
  readonly to?: number | undefined;
  /** Somewhere in the payload, in any case. */
  readonly text?: string | undefined;
}

export interface Subject {
  readonly key: string;
  readonly value: string;
}

/** Of the last call's status; `none`: it got no answer. */
export type StatusClass = '2xx' | '3xx' | '4xx' | '5xx' | 'none';

export interface PageRequest {
  /** Items at most. */
  readonly limit: number;
  /** Where the page before ended; null: the first page. */
  readonly afterId: string | null;
}

/** Newest first. `nextId` is where the next page begins; null: there is none. A page may be short of its limit. */
export interface SearchPage<Item> {
  readonly items: readonly Item[];
  readonly nextId: string | null;
}

/** Ids of a page: `least` included, `before` not. */
export interface IdRange {
  readonly least: string;
  readonly before: string;
}

/** What a page may hold of ids, by its time range and where the page before ended. */
export function idRange(
  filter: { from?: number | undefined; to?: number | undefined },
  afterId: string | null,
): IdRange {
  const least = idFloor(filter.from ?? 0);
  const end = filter.to === undefined ? greatestId : idFloor(filter.to);
  return { least, before: afterId !== null && afterId < end ? afterId : end };
}

/**
 * The page out of what a statement found: up to `limit + 1` items of a window that holds `windowRows` rows, the
 * oldest being `windowLeast`. The window ended at its own limit where it is full: then there may be more beyond it.
 */
export function pageOf<Item extends { readonly id: string }>(
  found: readonly Item[],
  limit: number,
  window: { readonly full: boolean; readonly least: string | null },
): SearchPage<Item> {
  if (found.length > limit) {
    const items = found.slice(0, limit);
    return { items, nextId: items.at(-1)?.id ?? null };
  }
  return { items: found, nextId: window.full ? window.least : null };
}

/** Whether looking further could add nothing to the page: it is full, or there is nothing more to look at. */
export function isAnswer(page: SearchPage<unknown>, { limit }: PageRequest): boolean {
  return page.nextId === null || page.items.length >= limit;
}
