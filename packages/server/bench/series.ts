import { medianOf, ratio } from './numbers.ts';
import { type Bare, type Bench, type Delivered, runBare, runDeliveries } from './runs.ts';

/** What came of several runs of one kind. */
export interface Series {
  readonly perSecond: number | null;
  /** To the mean of the bare runs just before and after each run; null where there were none. */
  readonly bareRatio: number | null;
  readonly belfrydCpuUs: number | null;
  readonly postgresCpuUs: number | null;
  readonly accepted: number;
  readonly missing: number;
  readonly duplicates: number;
}

export interface Alternation {
  readonly batch: Series | null;
  readonly single: Series | null;
  readonly bare: readonly Bare[];
}

interface Run extends Delivered {
  readonly bareRatio: number | null;
}

/**
 * Bare, batch, bare, single, bare, …: a machine that others use too is faster at one moment than at another, so
 * that each run is held against its neighbours. Figures are medians over the repeats.
 */
export async function alternate(
  bench: Bench,
  options: {
    readonly kinds: readonly ('batch' | 'single')[];
    readonly bare: boolean;
    readonly repeats: number;
    readonly runMs: number;
    /** Told of every run, in one line. */
    readonly progress: (line: string) => void;
  },
): Promise<Alternation> {
  const runs = { batch: [] as Run[], single: [] as Run[] };
  const bare: Bare[] = [];
  const bareRun = async () => {
    if (!options.bare) return null;
    const figure = await runBare(bench, options.runMs);
    bare.push(figure);
    options.progress(`bare loop: ${Math.round(figure.perSecond)} a second`);
    return figure;
  };
  let before = await bareRun();
  for (let repeat = 0; repeat < options.repeats; repeat += 1) {
    for (const kind of options.kinds) {
      const run = await runDeliveries(bench, kind, options.runMs);
      options.progress(lineOf(kind, run));
      const after = await bareRun();
      const neighbours = before === null || after === null ? null : (before.perSecond + after.perSecond) / 2;
      runs[kind].push({ ...run, bareRatio: ratio(run.perSecond, neighbours) });
      before = after;
    }
  }
  return { batch: seriesOf(runs.batch), single: seriesOf(runs.single), bare };
}

function lineOf(kind: string, { perSecond, accepted, missing, duplicates }: Delivered): string {
  return `${kind}: ${Math.round(perSecond)} a second, ${accepted} accepted, ${missing} missing, ${duplicates} twice`;
}

function seriesOf(runs: readonly Run[]): Series | null {
  if (runs.length === 0) return null;
  const sum = (pick: (run: Run) => number) => runs.reduce((total, run) => total + pick(run), 0);
  return {
    perSecond: medianOf(runs, (run) => run.perSecond),
    bareRatio: medianOf(runs, (run) => run.bareRatio),
    belfrydCpuUs: medianOf(runs, (run) => run.belfrydCpuUs),
    postgresCpuUs: medianOf(runs, (run) => run.postgresCpuUs),
    accepted: sum((run) => run.accepted),
    missing: sum((run) => run.missing),
    duplicates: sum((run) => run.duplicates),
  };
}
