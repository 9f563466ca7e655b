export interface FailureGroup {
  readonly message: string;
  readonly count: number;
}

/** Refusals for the same reason together, the most frequent first. */
export function failureGroups(failures: readonly { readonly message: string }[]): readonly FailureGroup[] {
  const counts = new Map<string, number>();
  for (const { message } of failures) counts.set(message, (counts.get(message) ?? 0) + 1);
  return [...counts]
    .map(([message, count]) => ({ message, count }))
    .toSorted((one, other) => other.count - one.count);
}
