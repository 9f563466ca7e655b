import type { Webhook } from './webhook.ts';

/** No call is made to it from now on; what is published for it is held. Null where it is offline already. */
export function setOffline(webhook: Webhook, reason: string, now: number): Webhook | null {
  if (webhook.status === 'offline') return null;
  return { ...webhook, status: 'offline', offlineReason: reason, offlineSince: now, updatedAt: now };
}

/** Null where it is online already. */
export function setOnline(webhook: Webhook, now: number): Webhook | null {
  if (webhook.status === 'online') return null;
  return { ...webhook, status: 'online', offlineReason: null, offlineSince: null, updatedAt: now };
}

export const offlineByPersonReason = 'Set offline through the API.';
