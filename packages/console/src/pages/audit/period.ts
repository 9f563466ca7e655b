/** How far back the reader looks; absent: to the beginning. */
export const periods = ['day', 'week', 'month'] as const;
export type Period = (typeof periods)[number];

const dayMs = 86_400_000;
const daysOf: Readonly<Record<Period, number>> = { day: 1, week: 7, month: 30 };

/** Where a period that ends at `nowMs` begins. */
export function beginOf(period: Period, nowMs: number): string {
  return new Date(nowMs - daysOf[period] * dayMs).toISOString();
}
