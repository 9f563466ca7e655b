/**
 * Columns of a batch as one text parameter each. A batch is sent as `string_to_array(column, separator)`
 * rather than as an array literal: an array literal would escape every quote of every payload here and
 * unescape it in the database. The separator is U+001E, which no value holds: JSON texts escape control
 * characters, everything else is an id, a number, an instant or a name from the catalogue.
 */
export const separator = '\u001e';

/** An empty column, and an empty list of rows, are both the empty text: callers skip empty batches. */
export function column(values: readonly (string | number | null)[]): string {
  return values.length === 1 ? text(values[0] ?? null) : values.map(text).join(separator);
}

/** Null travels as the empty text: read the column with `string_to_array(column, separator, '')`. */
function text(value: string | number | null): string {
  if (value === null) return '';
  return typeof value === 'number' ? String(value) : value;
}
