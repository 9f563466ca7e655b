import type { WebhookDirectory } from '../app/webhook-directory.ts';
import type { Database } from '../store/database.ts';

export interface NotificationHandlers {
  readonly directory: WebhookDirectory;
  readonly due: () => void;
  readonly jobs: () => void;
}

/**
 * Listens to what other processes (and this one) notify: changed webhooks, due deliveries, new jobs. The connection
 * is re-made when it is lost, and whatever may have been missed meanwhile is taken as notified. Resolves with the
 * way to stop when it listens.
 */
export async function listenForNotifications(
  sql: Database,
  handlers: NotificationHandlers,
): Promise<() => Promise<void>> {
  const missed = (): void => {
    handlers.directory.invalidateAll();
    handlers.due();
    handlers.jobs();
  };
  const listeners = [
    await sql.listen('belfry_webhooks', handlers.directory.invalidate, missed),
    await sql.listen('belfry_due', handlers.due),
    await sql.listen('belfry_jobs', handlers.jobs),
  ];
  return async () => {
    await Promise.all(listeners.map((listener) => listener.unlisten()));
  };
}
