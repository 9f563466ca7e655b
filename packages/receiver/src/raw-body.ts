import { isUint8Array } from 'node:util/types';

/**
 * The bytes of a raw body: a string counts as UTF-8. Null where it is neither bytes nor a string, which nearly
 * always means that a JSON parser has replaced the body before it was verified.
 */
export function bytesOf(rawBody: unknown): Uint8Array | null {
  if (typeof rawBody === 'string') return Buffer.from(rawBody, 'utf8');
  return isUint8Array(rawBody) ? rawBody : null;
}

/** The JSON value that the bytes hold; undefined where they are not UTF-8 or not JSON. A byte-order mark is neither. */
export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
