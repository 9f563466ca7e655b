import { accepted, type Result, refused } from './refusal.ts';

/** Changes when a cursor's content does, so that an old one is refused rather than misread. */
const cursorVersion = 1;

/** An opaque text that stands for the last id of a page: the next page holds lesser ids. */
export function cursorOf(id: string): string {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  return Buffer.concat([Buffer.of(cursorVersion), bytes]).toString('base64url');
}

/** The id of a cursor. Refuses invalid_request for anything that `cursorOf` does not make. */
export function cursorId(cursor: string): Result<string> {
  const bytes = Buffer.from(cursor, 'base64url');
  const ours = bytes.length === 17 && bytes[0] === cursorVersion && bytes.toString('base64url') === cursor;
  if (!ours) {
    const message = 'Not a cursor of this list; begin again without one.';
    return refused('invalid_request', message, [{ path: 'cursor', message }]);
  }
  const hex = bytes.toString('hex', 1);
  return accepted(
    [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-'),
  );
}
