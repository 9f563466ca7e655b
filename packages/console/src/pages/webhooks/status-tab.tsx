import type { WebhookAnswer } from '@belfry/api';
import { Stack } from '@mantine/core';
import { IconPlayerPause, IconTrash } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useDeleteWebhook, useTakeOffline } from '../../api/webhooks.ts';
import { ConfirmButton } from '../../ui/confirm.tsx';
import { JobList } from './job-list.tsx';
import { RetryFailed } from './retry-failed.tsx';
import { StatusFacts } from './status-facts.tsx';
import classes from './webhook-form.module.css';

const route = getRouteApi('/w/$workspaceId/webhooks');

export interface StatusTabProps {
  readonly webhook: WebhookAnswer;
  readonly mayChange: boolean;
}

/** How the webhook fares, and what can be done with it as a whole. */
export function StatusTab({ webhook, mayChange }: StatusTabProps) {
  return (
    <>
      <section className={classes['section']}>
        <StatusFacts webhook={webhook} />
        {mayChange && webhook.status === 'online' && <TakeOffline webhook={webhook} />}
      </section>
      <section className={classes['section']}>
        <h2 className={classes['title']}>Retry what failed</h2>
        <Stack gap="lg">
          {mayChange && <RetryFailed webhook={webhook} />}
          <JobList webhookId={webhook.id} />
        </Stack>
      </section>
      {mayChange && (
        <section className={classes['section']}>
          <h2 className={classes['title']}>Delete</h2>
          <DeleteWebhook webhook={webhook} />
        </section>
      )}
    </>
  );
}

function TakeOffline({ webhook }: { readonly webhook: WebhookAnswer }) {
  const take = useTakeOffline(webhook.id, () => undefined);
  return (
    <ConfirmButton
      label="Set offline"
      leftSection={<IconPlayerPause size={16} aria-hidden />}
      title={`Set “${webhook.name}” offline?`}
      confirm="Set offline"
      loading={take.isPending}
      onConfirm={(close) => take.mutate(undefined, { onSettled: close })}
    >
      No calls are made from then on. What is published is held, and you decide what becomes of it when you
      set the webhook online again.
    </ConfirmButton>
  );
}

function DeleteWebhook({ webhook }: { readonly webhook: WebhookAnswer }) {
  const navigate = route.useNavigate();
  const remove = useDeleteWebhook(
    () => void navigate({ search: (now) => ({ ...now, webhook: undefined, tab: undefined }) }),
  );
  return (
    <ConfirmButton
      label="Delete the webhook"
      leftSection={<IconTrash size={16} aria-hidden />}
      title={`Delete “${webhook.name}”?`}
      confirm="Delete the webhook"
      danger
      loading={remove.isPending}
      onConfirm={(close) => remove.mutate(webhook.id, { onError: close })}
    >
      It is called no more, and what waits for it is discarded. Its secret is gone for good. What was
      delivered stays in the logs.
    </ConfirmButton>
  );
}
