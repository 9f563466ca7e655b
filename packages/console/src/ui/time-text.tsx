import { Tooltip } from '@mantine/core';
import { useNow } from './now.ts';
import { localText, relativeText, shortLocalText, utcText } from './time-format.ts';

export interface TimeTextProps {
  /** ISO 8601; null: nothing has happened yet. */
  readonly at: string | null;
  /** 'relative': "3 min ago" (the usual); 'clock': "10:15:03", with the day where it is another. */
  readonly kind?: 'relative' | 'clock';
  /** Shown for null. */
  readonly empty?: string;
}

const relativeStepMs = 15_000;

/** A time as people read it; the exact one, in the reader's zone and in UTC, stands in the tooltip. */
export function TimeText({ at, kind = 'relative', empty = '—' }: TimeTextProps) {
  const nowMs = useNow(relativeStepMs);
  if (at === null) return <span>{empty}</span>;
  const atMs = Date.parse(at);
  const text =
    kind === 'relative' ? relativeText(atMs, Math.max(nowMs, Date.now())) : shortLocalText(atMs, nowMs);
  return (
    <Tooltip
      label={
        <>
          {localText(atMs)}
          <br />
          {utcText(atMs)}
        </>
      }
    >
      <time dateTime={at} className="numeric" style={{ whiteSpace: 'nowrap' }}>
        {text}
      </time>
    </Tooltip>
  );
}
