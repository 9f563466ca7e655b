import { type ApiResult, type Client, type Page, pageItemsDefault } from '@belfry/api';
import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { clientOf } from './client.ts';
import { type ApiError, answered } from './error.ts';
import { type Identified, merged, newItems } from './merged-pages.ts';
import { useWorkspaceId } from './session.ts';
import { pagesTopic, type Topic, workspaceKey } from './topic.ts';

/** A list that is read in pages, newest first. */
export interface ApiPages<Item extends Identified> {
  readonly topic: Topic;
  /** Whatever the call depends on, as JSON: the filters. Other filters are another list. */
  readonly key: readonly unknown[];
  readonly call: (client: Client, cursor: string | undefined) => Promise<ApiResult<Page<Item>>>;
  /** Items of a full page; absent: the API's default. */
  readonly pageItems?: number;
}

export interface LiveList<Item> {
  readonly items: readonly Item[];
  /** Of the first page. */
  readonly isPending: boolean;
  readonly error: ApiError | null;
  readonly refetch: () => void;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly loadMore: () => void;
  /** Items that came since and are held back; at the limit of a page there may be more. */
  readonly newCount: number;
  readonly showNew: () => void;
}

/**
 * A list in pages that stays current. The first page is read again when the stream says that the topic changed:
 * items that are shown already change where they stand; new ones go on top at once, or, while `held` (somebody has
 * scrolled down, or selected rows), wait behind `newCount` until `showNew`.
 */
export function useApiPages<Item extends Identified>(
  list: ApiPages<Item>,
  options: { readonly held: boolean; readonly enabled?: boolean } = { held: false },
): LiveList<Item> {
  const workspaceId = useWorkspaceId();
  const queries = useQueryClient();
  const enabled = options.enabled ?? true;
  const pageItems = list.pageItems ?? pageItemsDefault;
  // The pages stand under a topic that no stream names: a change must not read all of them again.
  const pagesKey = useStable(['w', workspaceId, pagesTopic, list.topic, ...list.key]);
  const pages = useInfiniteQuery<Page<Item>, ApiError, InfiniteData<Page<Item>>, readonly unknown[], Cursor>({
    queryKey: pagesKey,
    queryFn: async ({ pageParam }) => answered(await list.call(clientOf(workspaceId), pageParam)),
    initialPageParam: undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    enabled,
  });
  const head = useQuery<Page<Item>, ApiError>({
    queryKey: workspaceKey(workspaceId, list.topic, 'head', ...list.key),
    queryFn: async () => answered(await list.call(clientOf(workspaceId), undefined)),
    enabled: enabled && pages.data !== undefined,
    staleTime: 2_000,
    // The list was read a moment ago: its first page is not asked for twice.
    initialData: () => pages.data?.pages[0],
    initialDataUpdatedAt: () => pages.dataUpdatedAt,
  });
  const [showNow, setShowNow] = useState(0);
  const fresh = useMemo(
    () => (pages.data === undefined || head.data === undefined ? [] : newItems(pages.data, head.data)),
    [pages.data, head.data],
  );

  useEffect(() => {
    if (head.data === undefined) return;
    const current = head.data;
    queries.setQueryData<InfiniteData<Page<Item>>>(
      pagesKey,
      (shown) => shown && merged(shown, current, { open: !options.held || showNow > 0, pageItems }),
    );
    setShowNow(0);
  }, [head.data, options.held, showNow, pagesKey, pageItems, queries]);

  return {
    items: useMemo(() => pages.data?.pages.flatMap(({ data }) => data) ?? [], [pages.data]),
    isPending: pages.isPending,
    error: pages.data === undefined ? pages.error : null,
    refetch: () => void pages.refetch(),
    hasMore: pages.hasNextPage,
    isLoadingMore: pages.isFetchingNextPage,
    loadMore: useCallback(() => {
      if (pages.hasNextPage && !pages.isFetching) void pages.fetchNextPage();
    }, [pages.hasNextPage, pages.isFetching, pages.fetchNextPage]),
    newCount: options.held ? fresh.length : 0,
    showNew: useCallback(() => setShowNow((count) => count + 1), []),
  };
}

/** What a list on the page is told of it. Where the first pages hold nothing, it is still looked for. */
export function listProps<Item>(list: LiveList<Item>) {
  return {
    isPending: list.error === null && (list.isPending || (list.items.length === 0 && list.hasMore)),
    hasMore: list.hasMore,
    isLoadingMore: list.isLoadingMore,
    onMore: list.loadMore,
    newCount: list.newCount,
    onShowNew: list.showNew,
  };
}

type Cursor = string | undefined;

/** The same array as long as its JSON is the same, for dependencies. */
function useStable(key: readonly unknown[]): readonly unknown[] {
  const text = JSON.stringify(key);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is the key.
  return useMemo(() => key, [text]);
}
