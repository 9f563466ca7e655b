import type { Client, DeliveryAnswer, Page } from '@belfry/api';
import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useApiMutation } from './mutation.ts';
import { useApiPages } from './pages.ts';
import { useApiQuery } from './query.ts';
import { useWorkspaceId } from './session.ts';

type DeliveryFilter = Omit<NonNullable<Parameters<Client['deliveries']['list']>[0]>, 'cursor'>;

/** Deliveries, newest first; `held`: new ones wait until they are asked for. */
export function useDeliveries(filter: DeliveryFilter, held: boolean) {
  return useApiPages(
    {
      topic: 'deliveries',
      key: ['list', filter],
      call: (client, cursor) =>
        client.deliveries.list({ ...filter, ...(cursor === undefined ? {} : { cursor }) }),
    },
    { held },
  );
}

/** One delivery with its body and attempts; null: none is asked for. */
export function useDelivery(id: string | null) {
  const put = usePutDelivery();
  const delivery = useApiQuery(
    { topic: 'deliveries', key: [id], call: (client) => client.deliveries.get(id ?? '') },
    { enabled: id !== null },
  );
  useEffect(() => {
    if (delivery.data === undefined) return;
    const { body: _body, attempts: _attempts, ...row } = delivery.data;
    put(row);
  }, [delivery.data, put]);
  return delivery;
}

/** Makes a delivery due at once, in whatever state it is. */
export function useResend(onDone?: () => void) {
  const put = usePutDelivery();
  return useApiMutation({
    call: (client, id: string) => client.deliveries.retry(id),
    changes: ['deliveries', 'stats', 'overview'],
    done: 'It is sent again.',
    onDone: (delivery) => {
      put(delivery);
      onDone?.();
    },
  });
}

/** Puts what is known of a delivery into every list that shows it: pages further down are not read again. */
export function usePutDelivery(): (delivery: DeliveryAnswer) => void {
  const workspaceId = useWorkspaceId();
  const queries = useQueryClient();
  return useCallback(
    (delivery) => {
      queries.setQueriesData<InfiniteData<Page<DeliveryAnswer>>>(
        { queryKey: ['w', workspaceId, 'pages', 'deliveries'] },
        (shown) => {
          if (shown?.pages.every(({ data }) => data.every(({ id }) => id !== delivery.id))) return shown;
          const pages = shown?.pages.map((page) => ({
            ...page,
            data: page.data.map((one) => (one.id === delivery.id ? delivery : one)),
          }));
          return shown && pages && { ...shown, pages };
        },
      );
    },
    [queries, workspaceId],
  );
}
