/** What a request takes with few rows and with many, measured in turns: whatever else the machine does meets both. */
import { median, ratio } from './numbers.ts';

/** The ratio that is wanted at most. */
export const ratioWanted = 3;
const warmUps = 5;

export interface Figures {
  readonly name: string;
  /** Medians in milliseconds. */
  readonly fewMs: number;
  readonly manyMs: number;
  readonly ratio: number;
}

/** A request whose answer is read whole. Throws where it is refused. */
export interface Request {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Medians of so many repeats, after some that are not counted. */
export async function takeTurns(
  name: string,
  few: Request,
  many: Request,
  repeats: number,
): Promise<Figures> {
  const measured: { readonly few: number[]; readonly many: number[] } = { few: [], many: [] };
  for (let turn = 0; turn < warmUps + repeats; turn++) {
    const fewMs = await durationOf(few);
    const manyMs = await durationOf(many);
    if (turn < warmUps) continue;
    measured.few.push(fewMs);
    measured.many.push(manyMs);
  }
  const fewMs = median(measured.few) ?? Number.NaN;
  const manyMs = median(measured.many) ?? Number.NaN;
  return { name, fewMs, manyMs, ratio: ratio(manyMs, fewMs) ?? Number.NaN };
}

/** Milliseconds from the request to the end of its answer. */
async function durationOf({ url, headers }: Request): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(url, { headers });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url}: ${response.status} ${text}`);
  return performance.now() - startedAt;
}

/** `heads`: what the few and the many are. */
export function tableOf(
  title: string,
  heads: readonly [string, string],
  figures: readonly Figures[],
): string {
  return [
    row([title, ...heads, 'ratio']),
    ...figures.map(({ name, fewMs, manyMs, ratio: times }) =>
      row([
        name,
        fewMs.toFixed(1),
        manyMs.toFixed(1),
        `${times.toFixed(1)}${times > ratioWanted ? ' !' : '  '}`,
      ]),
    ),
  ].join('\n');
}

function row(cells: readonly string[]): string {
  return cells.map((cell, index) => (index === 0 ? cell.padEnd(56) : cell.padStart(20))).join('');
}
