import type { ApiResult, Client } from '@belfry/api';
import { type QueryKey, type UseQueryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { clientOf } from './client.ts';
import { type ApiError, answered } from './error.ts';
import { useWorkspaceId } from './session.ts';
import { type Topic, workspaceKey } from './topic.ts';

type Options<Value> = Pick<
  UseQueryOptions<Value, ApiError>,
  'enabled' | 'staleTime' | 'refetchInterval' | 'placeholderData' | 'gcTime' | 'refetchOnWindowFocus'
>;

/** One read of the API: what it is of, what tells it from others of that topic, and the call. */
export interface ApiRead<Value> {
  readonly topic: Topic;
  /** Whatever the call depends on, as JSON: ids, filters. */
  readonly key: QueryKey;
  readonly call: (client: Client) => Promise<ApiResult<Value>>;
}

/**
 * Reads from the API for the workspace of the address, and again whenever the live stream says that the topic
 * changed. A failure is an ApiError in `error`.
 */
export function useApiQuery<Value>(
  read: ApiRead<Value>,
  options: Options<Value> = {},
): UseQueryResult<Value, ApiError> {
  const workspaceId = useWorkspaceId();
  return useQuery<Value, ApiError>({
    queryKey: workspaceKey(workspaceId, read.topic, ...read.key),
    queryFn: async () => answered(await read.call(clientOf(workspaceId))),
    ...options,
  });
}
