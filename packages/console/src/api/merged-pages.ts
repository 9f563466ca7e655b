import type { Page } from '@belfry/api';
import type { InfiniteData } from '@tanstack/react-query';

export interface Identified {
  readonly id: string;
}

/** Of the first page, what is not among the shown. */
export function newItems<Item extends Identified>(
  shown: InfiniteData<Page<Item>>,
  head: Page<Item>,
): readonly Item[] {
  const known = new Set(shown.pages.flatMap(({ data }) => data.map(({ id }) => id)));
  return head.data.filter(({ id }) => !known.has(id));
}

/**
 * The pages with what the first page says now. `open`: new ones go on top, and what is no longer among the first (it
 * left the filter) goes; otherwise nothing moves. Where a full first page shares nothing with them, so that there may be
 * a gap between the two, and where it holds everything, it is all that is shown. A short one that goes on has looked
 * through thousands of rows: what a search has found further down stays.
 */
export function merged<Item extends Identified>(
  shown: InfiniteData<Page<Item>>,
  head: Page<Item>,
  { open, pageItems }: { readonly open: boolean; readonly pageItems: number },
): InfiniteData<Page<Item>> {
  const current = new Map(head.data.map((item) => [item.id, item]));
  const items = shown.pages.flatMap(({ data }) => data);
  const lastShared = items.findLastIndex(({ id }) => current.has(id));
  const stands = head.next_cursor === null || head.data.length >= pageItems;
  if (open && lastShared === -1 && stands) return { pages: [head], pageParams: [undefined] };
  const covered = new Set(items.slice(0, head.next_cursor === null ? undefined : lastShared + 1));
  const fresh = newItems(shown, head);
  const pages = shown.pages.map((page, index) => {
    const kept = open ? page.data.filter((item) => current.has(item.id) || !covered.has(item)) : page.data;
    const data = kept.map((item) => current.get(item.id) ?? item);
    return { ...page, data: index === 0 && open ? [...fresh, ...data] : data };
  });
  return { ...shown, pages };
}
