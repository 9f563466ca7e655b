const kibibyte = 1024;

/** A count with its thousands apart: "1,000". */
export function countText(count: number): string {
  return count.toLocaleString('en-US');
}

/** A whole number of KiB or MiB where it is one: "256 KiB"; otherwise bytes. */
export function sizeText(bytes: number): string {
  if (bytes >= kibibyte ** 2 && bytes % kibibyte ** 2 === 0) return `${countText(bytes / kibibyte ** 2)} MiB`;
  if (bytes >= kibibyte && bytes % kibibyte === 0) return `${countText(bytes / kibibyte)} KiB`;
  return `${countText(bytes)} bytes`;
}

/** "15 s", or "250 ms" for what is no whole number of seconds. */
export function durationText(ms: number): string {
  return ms >= 1000 && ms % 1000 === 0 ? `${countText(ms / 1000)} s` : `${countText(ms)} ms`;
}
