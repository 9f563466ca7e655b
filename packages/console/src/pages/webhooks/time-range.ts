export const ranges = ['1h', '24h', '7d', 'custom'] as const;
export type RangeChoice = (typeof ranges)[number];

export const rangeLabels: Readonly<Record<RangeChoice, string>> = {
  '1h': 'The last hour',
  '24h': 'The last 24 hours',
  '7d': 'The last 7 days',
  custom: 'From … to …',
};

const hourMs = 3_600_000;
const lengthMs: Readonly<Record<Exclude<RangeChoice, 'custom'>, number>> = {
  '1h': hourMs,
  '24h': 24 * hourMs,
  '7d': 7 * 24 * hourMs,
};

/** The range as the API takes it. `from` and `to` are what a datetime-local input holds, in the reader's zone. */
export function rangeOf(
  choice: RangeChoice,
  typed: { readonly from: string; readonly to: string },
  now: number,
): { readonly from: string; readonly to: string } {
  if (choice !== 'custom') return { from: instantText(now - lengthMs[choice]), to: instantText(now) };
  // What is no time is sent as it is: the API says what is wrong with it.
  return { from: instantOf(typed.from), to: typed.to === '' ? instantText(now) : instantOf(typed.to) };
}

function instantOf(local: string): string {
  const ms = Date.parse(local);
  return Number.isNaN(ms) ? local : instantText(ms);
}

function instantText(ms: number): string {
  return new Date(ms).toISOString();
}
