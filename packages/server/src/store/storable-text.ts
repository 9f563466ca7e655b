/** The text as it can be stored: PostgreSQL's text cannot hold U+0000, and its jsonb no half of a surrogate pair. */
export function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd').toWellFormed();
}
