import { useMemo } from 'react';
import { useWebhooks } from './webhooks.ts';

/** Names of the webhooks by id; one that is not among them was deleted. Undefined while they are being read. */
export function useWebhookNames(): ReadonlyMap<string, string> | undefined {
  const webhooks = useWebhooks().data?.data;
  return useMemo(() => webhooks && new Map(webhooks.map(({ id, name }) => [id, name])), [webhooks]);
}
