import type { WebhookAnswer } from '@belfry/api';
import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useWorkspaceId } from '../../api/session.ts';
import { useDayOfCalls } from '../../api/webhooks.ts';
import { outcomeShort } from '../../parts/call-outcome.ts';
import { lastHours } from '../../parts/day-strip.ts';
import { DayStrip } from '../../parts/day-strip.tsx';
import { WebhookHealth } from '../../parts/webhook-health.tsx';
import { WebhookStatus } from '../../parts/webhook-status.tsx';
import { Status } from '../../ui/status.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { visibleText } from '../../ui/visible-text.tsx';
import classes from './webhook-list.module.css';

/** Its whole area opens the webhook; the last call leads to its delivery in the logs. */
export function WebhookRow({ webhook }: { readonly webhook: WebhookAnswer }) {
  const workspaceId = useWorkspaceId();
  const day = useDayOfCalls(webhook.id);
  return (
    <tr className={classes['row']}>
      <th scope="row" className={classes['name']}>
        <Link
          to="/w/$workspaceId/webhooks"
          params={{ workspaceId }}
          search={(now) => ({ ...now, webhook: webhook.id, tab: undefined })}
          className={classes['open']}
        >
          {visibleText(webhook.name)}
        </Link>
        <span className={classes['url']}>{visibleText(webhook.url)}</span>
      </th>
      <td className={classes['status']}>
        <WebhookStatus status={webhook.status} />
      </td>
      <td className={classes['types']}>
        <span className="numeric">{webhook.events.includes('*') ? 'All' : webhook.events.length}</span>
      </td>
      <td className={classes['day']}>
        {day.data !== undefined && <DayStrip hours={lastHours(day.data.data, Date.now())} />}
      </td>
      <td className={classes['health']}>
        <WebhookHealth failures={webhook.health.failures} failuresMax={webhook.health.failures_max} />
      </td>
      <td className={classes['last']}>
        <LastCall webhook={webhook} workspaceId={workspaceId} />
      </td>
    </tr>
  );
}

function LastCall({
  webhook: { last_call: call },
  workspaceId,
}: {
  readonly webhook: WebhookAnswer;
  readonly workspaceId: string;
}) {
  if (call === null) {
    return (
      <Text component="span" size="sm" c="dimmed">
        None yet
      </Text>
    );
  }
  return (
    <Link
      to="/w/$workspaceId/logs"
      params={{ workspaceId }}
      search={{ delivery: call.delivery_id }}
      className={classes['call']}
    >
      <Status tone={call.error_kind === null ? 'ok' : 'bad'}>{outcomeShort(call)}</Status>
      <TimeText at={call.at} />
    </Link>
  );
}
