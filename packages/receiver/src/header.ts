/**
 * The headers of a request as any of the usual shapes: Node's `IncomingHttpHeaders`, Fetch `Headers`, or a plain
 * record whose names may be written in any case.
 */
export type RequestHeaders =
  | { get(name: string): string | null }
  | { readonly [name: string]: string | readonly string[] | undefined };

export type HeaderReading =
  | { readonly kind: 'one'; readonly value: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'malformed' };

/**
 * Reads one header; `name` is in lower case. A header that occurs more than once, in whatever shape, is `malformed`:
 * which of the values counts must not be left to chance. Fetch joins repeated headers with a comma, so its caller
 * sees those by the value's form. Never throws.
 */
export function headerNamed(headers: unknown, name: string): HeaderReading {
  if (typeof headers !== 'object' || headers === null) return { kind: 'absent' };
  try {
    const values = hasGet(headers) ? [headers.get(name)] : valuesOf(headers, name);
    return readingOf(values);
  } catch {
    // A getter or a Proxy of the caller's that throws: there is no header to be had from it.
    return { kind: 'malformed' };
  }
}

function hasGet(headers: object): headers is { get(name: string): unknown } {
  return 'get' in headers && typeof headers.get === 'function';
}

function valuesOf(headers: object, name: string): unknown[] {
  return Object.entries(headers)
    .filter(([key]) => key.length === name.length && key.toLowerCase() === name)
    .flatMap(([, value]): unknown => value);
}

function readingOf(values: readonly unknown[]): HeaderReading {
  const present = values.filter((value) => value !== undefined && value !== null);
  const [value] = present;
  if (present.length === 0) return { kind: 'absent' };
  return present.length === 1 && typeof value === 'string' ? { kind: 'one', value } : { kind: 'malformed' };
}
