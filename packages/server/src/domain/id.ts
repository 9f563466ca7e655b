/**
 * UUIDv7 (RFC 9562, section 5.7): 48 bits of milliseconds, a 12-bit sequence that keeps the ids of one
 * millisecond in order, 62 bits of randomness.
 */
export function idOf(ms: number, sequence: number, random: Uint8Array): string {
  const time = ms.toString(16).padStart(12, '0');
  const order = (sequence & 0xfff).toString(16).padStart(3, '0');
  const noise = Buffer.from(random.buffer, random.byteOffset, 8).toString('hex');
  const variant = ((Number.parseInt(noise.charAt(0), 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-${variant}${noise.slice(1, 4)}-${noise.slice(4)}`;
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
