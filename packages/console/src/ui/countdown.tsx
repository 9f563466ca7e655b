import { useNow } from './now.ts';
import { countdownText } from './time-format.ts';

export interface CountdownProps {
  /** ISO 8601. */
  readonly until: string;
  /** Shown when it is over. */
  readonly over?: string;
}

/** The time that is left, to the second: "4 min 10 s". */
export function Countdown({ until, over = 'now' }: CountdownProps) {
  useNow(1_000);
  const leftMs = Date.parse(until) - Date.now();
  return (
    <time dateTime={until} className="numeric">
      {leftMs <= 0 ? over : countdownText(leftMs)}
    </time>
  );
}
