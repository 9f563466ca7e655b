import type { LinkAnswer } from '@belfry/api';
import { queryOptions } from '@tanstack/react-query';
import { clientOf } from './client.ts';
import { type ApiError, answered } from './error.ts';

/** What a one-time link is for. One that was used, ran out or never was is an ApiError with 'not_found'. */
export function linkQuery(token: string) {
  return queryOptions<LinkAnswer, ApiError>({
    queryKey: ['link', token],
    queryFn: async () => answered(await clientOf(null).links.get(token)),
    enabled: token !== '',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}
