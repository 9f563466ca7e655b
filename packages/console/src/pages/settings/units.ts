import { numberText } from '../../ui/number-text.ts';

const kibibyte = 1024;

/** A whole number of KiB or MiB where it is one: "256 KiB"; otherwise bytes. */
export function sizeText(bytes: number): string {
  if (bytes >= kibibyte ** 2 && bytes % kibibyte ** 2 === 0)
    return `${numberText(bytes / kibibyte ** 2)} MiB`;
  if (bytes >= kibibyte && bytes % kibibyte === 0) return `${numberText(bytes / kibibyte)} KiB`;
  return `${numberText(bytes)} bytes`;
}

/** "15 s", or "250 ms" for what is no whole number of seconds. */
export function durationText(ms: number): string {
  return ms >= 1000 && ms % 1000 === 0 ? `${numberText(ms / 1000)} s` : `${numberText(ms)} ms`;
}
