import type { EventDeliveryAnswer } from '@belfry/api';
import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useWorkspaceId } from '../../api/session.ts';
import { useWebhookNames } from '../../api/webhook-names.ts';
import { outcomeText } from '../../parts/call-outcome.ts';
import { DeliveryStatus } from '../../parts/delivery-status.tsx';
import { visibleText } from '../../ui/visible-text.tsx';
import classes from './event-deliveries.module.css';

/** To whom an event went and how that went; each leads to the delivery in the log. */
export function EventDeliveries({ deliveries }: { readonly deliveries: readonly EventDeliveryAnswer[] }) {
  const workspaceId = useWorkspaceId();
  const names = useWebhookNames();
  if (deliveries.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No webhook was subscribed when it was published.
      </Text>
    );
  }
  return (
    <ul className={classes['list']}>
      {deliveries.map((delivery) => (
        <li key={delivery.id}>
          <Link
            to="/w/$workspaceId/logs"
            params={{ workspaceId }}
            search={{ delivery: delivery.id }}
            className={classes['delivery']}
          >
            <span className={classes['state']}>
              <DeliveryStatus delivery={delivery} />
            </span>
            <span className={classes['name']}>
              {visibleText(
                names?.get(delivery.webhook_id) ?? (names === undefined ? '…' : 'Deleted webhook'),
              )}
            </span>
            <span className={classes['outcome']} data-bad={delivery.error_kind !== null}>
              {outcomeOf(delivery)}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function outcomeOf({
  status_code: code,
  error_kind: kind,
  attempt_count: count,
}: EventDeliveryAnswer): string {
  if (code === null) return 'Not called yet';
  const outcome = outcomeText({ status_code: code, error_kind: kind });
  return count > 1 ? `${outcome}, ${count} calls` : outcome;
}
