import { useApiQuery } from './query.ts';

/** One delivery with its body and attempts; null: none is asked for. */
export function useDelivery(id: string | null) {
  return useApiQuery(
    { topic: 'deliveries', key: [id], call: (client) => client.deliveries.get(id ?? '') },
    { enabled: id !== null },
  );
}
