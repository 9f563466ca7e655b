/** How far back the reader looks. */
export const periods = ['15min', '1h', '24h', '7d', '30d'] as const;
export type Period = (typeof periods)[number];

export const periodLabels: Readonly<Record<Period, string>> = {
  '15min': 'Last 15 minutes',
  '1h': 'Last hour',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
};

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
const lengthMs: Readonly<Record<Period, number>> = {
  '15min': 15 * minuteMs,
  '1h': 60 * minuteMs,
  '24h': dayMs,
  '7d': 7 * dayMs,
  '30d': 30 * dayMs,
};

/** Where a period that ends at `nowMs` begins. */
export function beginOf(period: Period, nowMs: number): string {
  return new Date(nowMs - lengthMs[period]).toISOString();
}

export interface TimeChoice {
  readonly period: Period | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** What the API filters by for the choice. A period ends at `nowMs`; with it `from` and `to` do not count. */
export function timeFilterOf(
  { period, from, to }: Partial<TimeChoice>,
  nowMs: number,
): { readonly from?: string; readonly to?: string } {
  if (period !== undefined) return { from: beginOf(period, nowMs) };
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** What a datetime-local input holds for the instant, in the reader's zone; empty where there is none. */
export function localInputOf(iso: string | undefined): string {
  const at = new Date(iso ?? '');
  if (Number.isNaN(at.getTime())) return '';
  const two = (count: number) => String(count).padStart(2, '0');
  const day = `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

export type TypedRange =
  | { readonly ok: true; readonly from: string | undefined; readonly to: string | undefined }
  | { readonly ok: false; readonly field: 'from' | 'to'; readonly message: string };

/** What was typed into two datetime-local inputs, as instants. Either may be left open. */
export function rangeOf(typed: { readonly from: string; readonly to: string }): TypedRange {
  const [from, to] = [Date.parse(typed.from), Date.parse(typed.to)];
  if (typed.from === '' && typed.to === '') {
    return { ok: false, field: 'from', message: 'Give a beginning, an end, or both.' };
  }
  if (typed.from !== '' && Number.isNaN(from)) return { ok: false, field: 'from', message: 'No such time.' };
  if (typed.to !== '' && Number.isNaN(to)) return { ok: false, field: 'to', message: 'No such time.' };
  if (to <= from) return { ok: false, field: 'to', message: 'The end is after the beginning.' };
  return { ok: true, from: instantText(from), to: instantText(to) };
}

function instantText(ms: number): string | undefined {
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** A range of one's own in few words, in the reader's zone: "21 Nov, 10:00 – 22 Nov, 08:30". */
export function rangeText(from: string | undefined, to: string | undefined): string {
  if (to === undefined) return `Since ${momentText(from ?? '')}`;
  if (from === undefined) return `Until ${momentText(to)}`;
  return `${momentText(from)} – ${momentText(to)}`;
}

function momentText(iso: string): string {
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? iso : momentFormat.format(ms);
}

const momentFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
