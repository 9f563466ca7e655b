import type { EventDeliveryAnswer } from '@belfry/api';
import { Link } from '@tanstack/react-router';
import { Status } from '../ui/status.tsx';
import { visibleText } from '../ui/visible-text.tsx';
import { stateWords } from './delivery-state.ts';
import { deliveryText, outcomeCounts } from './event-outcome.ts';
import classes from './event-outcomes.module.css';

export interface EventOutcomesProps {
  readonly deliveries: readonly EventDeliveryAnswer[];
}

/** How the deliveries of an event stand, counted, for a row of a list. */
export function EventOutcomes({ deliveries }: EventOutcomesProps) {
  const counts = outcomeCounts(deliveries);
  if (counts.length === 0) return <span className={classes['dim']}>No webhook</span>;
  return (
    <span className={classes['counts']}>
      {counts.map(({ tone, word, count }) => (
        <Status key={word} tone={tone} look="dot">
          <span className="numeric">
            {count} {word.toLowerCase()}
          </span>
        </Status>
      ))}
    </span>
  );
}

export interface DeliveryChipsProps extends EventOutcomesProps {
  readonly workspaceId: string;
  /** By id; one that is not there was deleted. Undefined: they are being read. */
  readonly webhookNames: ReadonlyMap<string, string> | undefined;
}

/** Each delivery of an event by its webhook and how it went; leads to it in the log. */
export function DeliveryChips({ deliveries, workspaceId, webhookNames }: DeliveryChipsProps) {
  if (deliveries.length === 0) {
    return <p className={classes['none']}>No webhook was subscribed.</p>;
  }
  return (
    <ul className={classes['chips']}>
      {deliveries.map((delivery) => (
        <li key={delivery.id}>
          <Link
            to="/w/$workspaceId/logs"
            params={{ workspaceId }}
            search={{ delivery: delivery.id }}
            className={classes['chip']}
          >
            <Status tone={stateWords(delivery).tone} look="dot">
              <span className={classes['name']}>
                {visibleText(webhookNames?.get(delivery.webhook_id) ?? nameless(webhookNames))}
              </span>
            </Status>
            <span className={classes['outcome']}>{deliveryText(delivery)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function nameless(names: ReadonlyMap<string, string> | undefined): string {
  return names === undefined ? '…' : 'Deleted webhook';
}
