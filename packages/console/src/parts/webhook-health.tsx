import { Text } from '@mantine/core';
import classes from './webhook-health.module.css';

export interface WebhookHealthProps {
  readonly failures: number;
  /** More than these set the webhook offline; null: the dialect counts otherwise. */
  readonly failuresMax: number | null;
}

/** From here on the bar warns. */
const closeShare = 0.5;

/** How many failed calls count at the moment, against the limit where there is one. */
export function WebhookHealth({ failures, failuresMax }: WebhookHealthProps) {
  const share = failuresMax === null ? 0 : Math.min(1, failures / failuresMax);
  return (
    <div className={classes['health']}>
      <Text component="span" size="sm" className="numeric" c={failures === 0 ? 'dimmed' : ''}>
        {healthText(failures, failuresMax)}
      </Text>
      {failuresMax !== null && (
        <div className={classes['bar']} aria-hidden>
          <div
            className={classes['fill']}
            data-tone={failures > failuresMax ? 'bad' : share >= closeShare ? 'warn' : 'ok'}
            style={{ width: `${share * 100}%` }}
          />
        </div>
      )}
    </div>
  );
}

export function healthText(failures: number, failuresMax: number | null): string {
  if (failuresMax !== null) return `${failures} of ${failuresMax} failures`;
  if (failures === 0) return 'No failures';
  return failures === 1 ? '1 failure' : `${failures} failures in a row`;
}
