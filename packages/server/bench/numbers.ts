/** The value in the middle of an ordered list, or the mean of the two there; null for an empty list. */
export function median(values: readonly number[]): number | null {
  const ordered = values.toSorted((a, b) => a - b);
  const upper = ordered[Math.floor(ordered.length / 2)];
  const lower = ordered[Math.ceil(ordered.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}

/** The median of what is known of a list's items. */
export function medianOf<Item>(items: readonly Item[], pick: (item: Item) => number | null): number | null {
  return median(items.map(pick).filter((value) => value !== null));
}

/** The least value that `share` of the values (0 to 1) do not exceed (nearest rank); null for an empty list. */
export function percentile(values: readonly number[], share: number): number | null {
  const ordered = values.toSorted((a, b) => a - b);
  return ordered[Math.max(0, Math.ceil(ordered.length * share) - 1)] ?? null;
}

/** `part / whole`, null where either is not known. */
export function ratio(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole;
}
