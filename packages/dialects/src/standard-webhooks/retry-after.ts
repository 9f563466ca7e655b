const deltaSeconds = /^\d{1,9}$/;
/** RFC 9110, section 5.6.7: the form in use, and the two older ones that a client must still understand. */
const imfFixdate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const rfc850Date = /^[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/;
const asctimeDate = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/;

/**
 * How long the endpoint asks to be left alone, in milliseconds from `now`: 0 where the moment is past. Null where
 * the value is neither seconds nor an HTTP-date.
 */
export function retryAfterMs(value: string, now: number): number | null {
  const text = value.trim();
  if (deltaSeconds.test(text)) return Number(text) * 1000;
  const at = dateOf(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/** Not a number where it is no date. */
function dateOf(text: string): number {
  if (imfFixdate.test(text) || rfc850Date.test(text)) return Date.parse(text);
  return asctimeDate.test(text) ? Date.parse(`${text} GMT`) : Number.NaN;
}
