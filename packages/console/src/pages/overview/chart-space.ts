/** The drawing's own units; it is stretched to the width there is. */
export const width = 1000;
export const height = 160;
/** Free at the left. */
export const inset = 0;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** From when to when, in the reader's zone: "22 Nov, 10:20 – 10:40"; of a day, the day (as UTC has it). */
export function spanText(atMs: number, stepMs: number): string {
  if (stepMs >= dayMs) return utcDay.format(atMs);
  return `${dayFormat.format(atMs)}, ${clockFormat.format(atMs)} – ${clockFormat.format(atMs + stepMs)}`;
}

/** Under the axis: the time where bars are short, the day where they are long. */
export function tickText(atMs: number, stepMs: number): string {
  if (stepMs >= dayMs) return utcDay.format(atMs);
  return stepMs >= hourMs ? dayFormat.format(atMs) : clockFormat.format(atMs);
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const utcDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const clockFormat = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
