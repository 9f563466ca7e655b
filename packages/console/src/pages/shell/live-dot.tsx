import { useStreamState } from '../../api/stream.ts';
import classes from './shell.module.css';

const words = { connecting: 'Connecting…', live: 'Live', lost: 'Reconnecting…' } as const;

/** Whether what is shown changes by itself at this moment. */
export function LiveDot() {
  const state = useStreamState();
  return (
    <div className={classes['live']} data-state={state}>
      <span className={classes['dot']} aria-hidden="true" />
      {words[state]}
    </div>
  );
}
