import type { FailingWebhookAnswer } from '@belfry/api';
import { Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useWorkspaceId } from '../../api/session.ts';
import { outcomeText } from '../../parts/call-outcome.ts';
import { WebhookStatus } from '../../parts/webhook-status.tsx';
import { Status } from '../../ui/status.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { successRate } from './bars.ts';
import classes from './failing-webhooks.module.css';
import type { Range } from './range.ts';

export interface FailingWebhooksProps {
  readonly failing: readonly FailingWebhookAnswer[];
  /** Where the range begins, in milliseconds since the epoch. */
  readonly from: number;
  readonly range: Range;
}

/** The webhooks that fail most, why, and where to look. */
export function FailingWebhooks({ failing, from, range }: FailingWebhooksProps) {
  return (
    <section aria-labelledby="failing">
      <Title order={2} id="failing" mb="xs">
        Failing webhooks
      </Title>
      {failing.length === 0 ? (
        <Text className={classes['none'] ?? ''} c="dimmed" size="sm" component="div">
          <IconCircleCheck size={18} color="var(--ok-text)" aria-hidden /> No call failed in the last{' '}
          {range.label}.
        </Text>
      ) : (
        <ul className={classes['list']}>
          {failing.map((webhook) => (
            <li key={webhook.webhook_id} className={classes['row']}>
              <Row webhook={webhook} from={from} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Row({ webhook, from }: { readonly webhook: FailingWebhookAnswer; readonly from: number }) {
  const workspaceId = useWorkspaceId();
  const { succeeded, failed } = webhook;
  return (
    <>
      <div className={classes['head']}>
        <Link
          to="/w/$workspaceId/webhooks"
          params={{ workspaceId }}
          search={{ webhook: webhook.webhook_id }}
          className={classes['name']}
        >
          {webhook.name}
        </Link>
        <WebhookStatus status={webhook.status} />
        <span className={classes['figures']}>
          <span className="numeric">
            {failed.toLocaleString('en')} of {(succeeded + failed).toLocaleString('en')} calls failed
          </span>
          {' · '}
          {successRate(succeeded, failed)} succeeded
          {webhook.last_failure_at !== null && (
            <>
              {' · last '}
              <TimeText at={webhook.last_failure_at} />
            </>
          )}
        </span>
      </div>
      <div className={classes['reasons']}>
        {webhook.reasons.map((reason) => (
          <Link
            key={`${reason.error_kind} ${reason.status_code}`}
            to="/w/$workspaceId/logs"
            params={{ workspaceId }}
            search={{
              webhook: webhook.webhook_id,
              status: reason.status_code === 0 ? 'none' : String(reason.status_code),
              from: new Date(from).toISOString(),
            }}
            className={classes['reason']}
          >
            <Status tone="bad" look="text">
              {outcomeText(reason)}
            </Status>
            <span className="numeric">× {reason.count.toLocaleString('en')}</span>
          </Link>
        ))}
      </div>
    </>
  );
}
