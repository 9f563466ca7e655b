import type { Refusal } from '../domain/refusal.ts';

/** A refusal as people read it on a terminal. */
export function refusalText({ message, details = [] }: Refusal): string {
  return [message, ...details.map((detail) => `  ${detail.path}: ${detail.message}`)].join('\n');
}
