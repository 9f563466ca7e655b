/**
 * UUIDv7 (RFC 9562, section 5.7): 48 bits of milliseconds, then a 26-bit sequence that keeps the ids which one
 * caller makes within a millisecond in order (method 1 of section 6.2), then 48 bits of randomness.
 * `random` holds at least six bytes.
 */
export function idOf(ms: number, sequence: number, random: Uint8Array): string {
  const time = ms.toString(16).padStart(12, '0');
  const high = ((sequence >>> 14) & 0xfff).toString(16).padStart(3, '0');
  const low = (0x8000 | (sequence & 0x3fff)).toString(16);
  const noise = Buffer.from(random.buffer, random.byteOffset, 6).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${high}-${low}-${noise}`;
}

/** When the id was made, in milliseconds since the epoch. */
export function idTime(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

/** The least id of that millisecond: a bound for ranges of time. */
export function idFloor(ms: number): string {
  const time = Math.max(0, ms).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`;
}

/** No id is greater. */
export const greatestId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
