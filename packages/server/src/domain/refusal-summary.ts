import type { Refusal } from './refusal.ts';

type Details = NonNullable<Refusal['details']>;

/** The first problem, where it is, and how many more there are: the message of a refusal with details. */
export function summaryOf(details: Details): string {
  const [first, ...rest] = details;
  if (first === undefined) return 'The request is not valid.';
  const more = rest.length === 0 ? '' : ` (and ${rest.length} more)`;
  return first.path === '' ? `${first.message}${more}` : `${first.path}: ${first.message}${more}`;
}
