/** Header fields of an answer that are kept. */
export const headersKeptMax = 32;

/** The status line and header fields of an answer, and what they say of its body and its connection. */
export interface AnswerHead {
  readonly statusCode: number;
  /** Lower-case names; repeated fields joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** The first `headersKeptMax` of them. */
  readonly keptHeaders: Readonly<Record<string, string>>;
  readonly body:
    | { readonly kind: 'none' }
    | { readonly kind: 'length'; readonly bytes: number }
    | { readonly kind: 'chunked' }
    | { readonly kind: 'until_close' };
  /** Whether the server keeps the connection, and for how long it says so (milliseconds; null: it does not say). */
  readonly persistent: boolean;
  readonly keepAliveMs: number | null;
}

/**
 * Reads the head of an answer to a POST (RFC 9112), `text` being all of it before the empty line, as latin1. Null for
 * anything that is not valid: a lenient reader is how two parties come to disagree about where an answer ends.
 */
export function readHead(text: string): AnswerHead | null {
  if (text !== lastRead.text) lastRead = { text, head: parseHead(text) };
  return lastRead.head;
}

/** Most answers begin like the one before them, to the letter, as long as their Date is the same second. */
let lastRead: { readonly text: string; readonly head: AnswerHead | null } = { text: '', head: null };

function parseHead(text: string): AnswerHead | null {
  const lines = text.split('\r\n');
  const status = statusLine.exec(lines[0] ?? '');
  if (status === null) return null;
  const headers = readFields(lines);
  if (headers === null) return null;
  const statusCode = Number(status[2]);
  const body = bodyOf(statusCode, headers);
  if (body === null) return null;
  const connection = headers['connection']?.toLowerCase() ?? '';
  const kept = status[1] === '1' ? !hasToken(connection, 'close') : hasToken(connection, 'keep-alive');
  return {
    statusCode,
    headers,
    keptHeaders: Object.fromEntries(Object.entries(headers).slice(0, headersKeptMax)),
    body,
    persistent: kept && body.kind !== 'until_close',
    keepAliveMs: announcedMs(headers['keep-alive']),
  };
}

const statusLine = /^HTTP\/1\.([01]) ([1-9][0-9]{2})(?: [\t\x20-\x7e\x80-\xff]*)?$/;
const fieldName = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** Every control character but the tab. NUL, CR and LF among them, so that no field holds another. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it finds.
const forbiddenInValue = /[\x00-\x08\x0a-\x1f\x7f]/;

function readFields(lines: readonly string[]): Record<string, string> | null {
  const headers: Record<string, string> = {};
  for (let index = 1; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const colon = line.indexOf(':');
    if (colon < 1) return null;
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (!fieldName.test(name) || forbiddenInValue.test(value)) return null;
    if (name === '__proto__') continue;
    const before = Object.hasOwn(headers, name) ? headers[name] : undefined;
    headers[name] = before === undefined ? value : `${before}, ${value}`;
  }
  return headers;
}

/** RFC 9112, section 6.3. A message with both a length and an encoding is refused rather than guessed at. */
function bodyOf(statusCode: number, headers: Readonly<Record<string, string>>): AnswerHead['body'] | null {
  const length = headers['content-length'];
  const encoding = headers['transfer-encoding'];
  if (encoding !== undefined && length !== undefined) return null;
  if (length !== undefined && !/^[0-9]{1,15}$/.test(length)) return null;
  if (statusCode < 200 || statusCode === 204 || statusCode === 304) return { kind: 'none' };
  if (encoding !== undefined) {
    return /(?:^|,)[\t ]*chunked$/i.test(encoding) ? { kind: 'chunked' } : { kind: 'until_close' };
  }
  if (length === undefined) return { kind: 'until_close' };
  return length === '0' ? { kind: 'none' } : { kind: 'length', bytes: Number(length) };
}

function hasToken(list: string, token: string): boolean {
  return list.split(',').some((part) => part.trim() === token);
}

function announcedMs(keepAlive: string | undefined): number | null {
  const seconds = keepAlive === undefined ? null : /(?:^|[,\s])timeout=([0-9]{1,6})/i.exec(keepAlive);
  return seconds === null ? null : Number(seconds[1]) * 1000;
}
