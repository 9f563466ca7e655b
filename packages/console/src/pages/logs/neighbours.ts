import type { Neighbours } from './delivery-tools.tsx';

interface List {
  readonly items: readonly { readonly id: string }[];
  readonly hasMore: boolean;
  readonly loadMore: () => void;
}

/** What stands above and below the open one in the list. Near the end more of it is asked for. */
export function neighboursOf(list: List, openId: string | undefined, open: (id: string) => void): Neighbours {
  const { items } = list;
  const index = items.findIndex(({ id }) => id === openId);
  if (index === -1) return { previous: null, next: null };
  const [before, after] = [items[index - 1], items[index + 1]];
  return {
    previous: before === undefined ? null : () => open(before.id),
    next: after === undefined ? (list.hasMore ? list.loadMore : null) : () => open(after.id),
  };
}
