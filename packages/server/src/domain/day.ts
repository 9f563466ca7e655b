/** Days are UTC days, named by the millisecond in which they begin. */
export const dayMs = 86_400_000;

/** The beginning of the day that `ms` lies in. */
export function dayStart(ms: number): number {
  return Math.floor(ms / dayMs) * dayMs;
}

/** "20250624": the day as it stands in the name of a partition. */
export function dayDigits(start: number): string {
  return new Date(start).toISOString().slice(0, 10).replaceAll('-', '');
}

/** The day of such digits; null where they are not a day's. */
export function dayOfDigits(digits: string): number | null {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(digits);
  if (match === null) return null;
  const start = Date.parse(`${match[1]}-${match[2]}-${match[3]}T00:00:00.000Z`);
  return Number.isNaN(start) || dayDigits(start) !== digits ? null : start;
}
