/** The request line and the host field of every POST to a URL. */
export function requestStart(url: URL): string {
  return `POST ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\nconnection: keep-alive\r\n`;
}

export interface RequestText {
  /** The whole request: head and body. */
  readonly text: string;
  /** How it is written. Where every character is ASCII both are the same bytes, and latin1 is cheaper. */
  readonly encoding: 'latin1' | 'utf8';
}

/**
 * A whole request as text. Null where a header value has characters that no header may have:
 * values are checked where they are made, and one that could end its line must not reach the wire all the same.
 */
export function requestText(
  start: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): RequestText | null {
  let fields = '';
  for (const name in headers) {
    const value = headers[name] ?? '';
    if (!fieldName.test(name) || !visible.test(value)) return null;
    fields += `${name}: ${value}\r\n`;
  }
  const bodyBytes = Buffer.byteLength(body);
  return {
    text: `${start}${fields}content-length: ${bodyBytes}\r\n\r\n${body}`,
    encoding: bodyBytes === body.length ? 'latin1' : 'utf8',
  };
}

const fieldName = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const visible = /^[\t\x20-\x7e]*$/;
