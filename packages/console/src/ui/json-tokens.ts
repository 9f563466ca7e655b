/** "word": true, false, null. */
export type JsonType = 'object' | 'array' | 'string' | 'number' | 'word';

export interface JsonToken {
  readonly kind: 'open' | 'close' | 'comma' | 'key' | 'value';
  /** As it stands in the text. */
  readonly text: string;
  /** Of a key: "string"; of a comma: "word". */
  readonly type: JsonType;
}

/** The tokens of a text that is valid JSON, without white space and colons. */
export function* jsonTokens(text: string): Generator<JsonToken> {
  let at = 0;
  while (at < text.length) {
    const first = text.charAt(at);
    if (/[\s:]/.test(first)) {
      at += 1;
      continue;
    }
    const end = endOfToken(text, at, first);
    const token = text.slice(at, end);
    at = end;
    yield { kind: kindOf(first, text, end), text: token, type: typeOf(first) };
  }
}

function kindOf(first: string, text: string, end: number): JsonToken['kind'] {
  switch (first) {
    case '{':
    case '[':
      return 'open';
    case '}':
    case ']':
      return 'close';
    case ',':
      return 'comma';
    case '"':
      return colonFollows(text, end) ? 'key' : 'value';
    default:
      return 'value';
  }
}

function typeOf(first: string): JsonType {
  if (first === '{' || first === '}') return 'object';
  if (first === '[' || first === ']') return 'array';
  if (first === '"') return 'string';
  return /[-\d]/.test(first) ? 'number' : 'word';
}

function endOfToken(text: string, start: number, first: string): number {
  if (first === '"') return endOfString(text, start);
  if (/[{}[\],]/.test(first)) return start + 1;
  let at = start;
  while (at < text.length && !/[\s,\]}]/.test(text.charAt(at))) at += 1;
  return at;
}

/** The position after the closing quote. No regular expression, for a string may be as long as the whole text. */
function endOfString(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1);
  while (isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  return quote + 1;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charAt(at - 1 - backslashes) === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

function colonFollows(text: string, from: number): boolean {
  let at = from;
  while (/\s/.test(text.charAt(at))) at += 1;
  return text.charAt(at) === ':';
}
