/** How a value that lists compare for equality stands in records.terms. */
export function termOf(field: string, value: string): string {
  return `${field}=${value}`;
}
