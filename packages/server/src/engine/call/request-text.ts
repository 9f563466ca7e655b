/** The request line and the host field of every POST to a URL. */
export function requestStart(url: URL): string {
  return `POST ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\nconnection: keep-alive\r\n`;
}

/**
 * A whole request as text, to be written as UTF-8. Null where a header value has characters that no header may have:
 * values are checked where they are made, and one that could end its line must not reach the wire all the same.
 */
export function requestText(
  start: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): string | null {
  let fields = '';
  for (const name in headers) {
    const value = headers[name] ?? '';
    if (!fieldName.test(name) || !visible.test(value)) return null;
    fields += `${name}: ${value}\r\n`;
  }
  return `${start}${fields}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

const fieldName = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const visible = /^[\t\x20-\x7e]*$/;
