interface Dated {
  readonly created_at: string;
}

export interface Day<Entry> {
  /** "Today", "Yesterday", "Sat, 21 Nov 2026", in the reader's zone. */
  readonly label: string;
  readonly entries: readonly Entry[];
}

/** What happened, under the days on which it did; the order stays. */
export function daysOf<Entry extends Dated>(entries: readonly Entry[], nowMs: number): readonly Day<Entry>[] {
  const byDay = Map.groupBy(entries, ({ created_at: at }) => dayText(Date.parse(at), nowMs));
  return [...byDay].map(([label, ofDay]) => ({ label, entries: ofDay }));
}

function dayText(atMs: number, nowMs: number): string {
  const now = new Date(nowMs);
  const day = new Date(atMs).toDateString();
  if (day === now.toDateString()) return 'Today';
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  return day === yesterday.toDateString() ? 'Yesterday' : dayFormat.format(atMs);
}

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
