import { Status } from '../ui/status.tsx';

/** Whether a webhook is called. */
export function WebhookStatus({ status }: { readonly status: 'online' | 'offline' }) {
  return (
    <Status tone={status === 'online' ? 'ok' : 'warn'}>{status === 'online' ? 'Online' : 'Offline'}</Status>
  );
}
