const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** "just now", "3 min ago", "in 2 h", "5 days ago"; a date where it is more than 30 days away. */
export function relativeText(atMs: number, nowMs: number): string {
  const awayMs = Math.abs(nowMs - atMs);
  const past = atMs <= nowMs;
  if (awayMs < 45 * secondMs) return past ? 'just now' : 'in a moment';
  if (awayMs >= 30 * dayMs) return dateFormat.format(atMs);
  const length = lengthText(awayMs);
  return past ? `${length} ago` : `in ${length}`;
}

function lengthText(ms: number): string {
  if (ms < hourMs) return `${Math.max(1, Math.round(ms / minuteMs))} min`;
  if (ms < dayMs) return `${Math.round(ms / hourMs)} h`;
  const days = Math.round(ms / dayMs);
  return days === 1 ? '1 day' : `${days} days`;
}

/** How long a thing took: "84 ms", "1.24 s", "2 min 5 s". */
export function durationText(ms: number): string {
  if (ms < secondMs) return `${Math.round(ms)} ms`;
  if (ms < minuteMs) return `${(ms / secondMs).toFixed(2)} s`;
  return countdownText(ms);
}

/** Time that is left, to the second: "3 d 4 h", "2 h 5 min", "4 min 10 s", "9 s". */
export function countdownText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / secondMs));
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return '0 s';
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

/** In the reader's zone, to the second: "22 Nov 2026, 10:15:03". */
export function localText(atMs: number): string {
  return localFormat.format(atMs);
}

/** Of the same day only the time: "10:15:03"; else with the day: "21 Nov, 10:15:03". */
export function shortLocalText(atMs: number, nowMs: number): string {
  const sameDay = new Date(atMs).toDateString() === new Date(nowMs).toDateString();
  return sameDay ? clockFormat.format(atMs) : dayClockFormat.format(atMs);
}

/** "2026-11-22 10:15:03.123 UTC". */
export function utcText(atMs: number): string {
  return `${new Date(atMs).toISOString().replace('T', ' ').replace('Z', '')} UTC`;
}

const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
const dateFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const clockFormat = new Intl.DateTimeFormat('en-GB', clock);
const dayClockFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', ...clock });
const localFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  ...clock,
  timeZoneName: 'short',
});
