import { statusText } from '../../parts/call-outcome.ts';
import { statusPattern } from './search.ts';

export interface StatusChoice {
  readonly value: string;
  readonly label: string;
}

const classes: readonly StatusChoice[] = [
  { value: '2xx', label: '2xx: taken' },
  { value: '3xx', label: '3xx: redirected' },
  { value: '4xx', label: '4xx: refused' },
  { value: '5xx', label: '5xx: failed' },
  { value: 'none', label: 'No answer' },
];

const usualCodes = [200, 201, 202, 204, 301, 400, 401, 403, 404, 410, 422, 429, 500, 502, 503, 504];

/** What to choose from: classes, usual codes, and whatever code is typed or was chosen. */
export function statusChoices(...codes: readonly (string | undefined)[]): readonly {
  readonly group: string;
  readonly items: readonly StatusChoice[];
}[] {
  const own = codes.flatMap((code) =>
    code !== undefined && /^\d{3}$/.test(code) && statusPattern.test(code) ? [Number(code)] : [],
  );
  const all = [...new Set([...usualCodes, ...own])].toSorted((a, b) => a - b);
  return [
    { group: 'Answers', items: classes },
    { group: 'Codes', items: all.map((code) => ({ value: String(code), label: statusText(code) })) },
  ];
}
