import { parseArgs } from 'node:util';
import { dialectNames } from '@belfry/dialects';

export type Part = 'bare' | 'batch' | 'single' | 'latency' | 'history';

export interface BenchOptions {
  readonly json: boolean;
  readonly dialect: string;
  /** One of the dialect's signature schemes; null: its usual one. */
  readonly scheme: string | null;
  /** Folder for a processor profile of belfryd; null: none is taken. */
  readonly profileDir: string | null;
  readonly only: ReadonlySet<Part>;
  readonly plan: Plan;
}

/** How long and how much; the figures of a quick run are rougher, not others. */
export interface Plan {
  readonly warmUpMs: number;
  /** How long one run publishes. */
  readonly runMs: number;
  /** How often batches and singles take turns with the bare loop. */
  readonly repeats: number;
  readonly latencyMs: number;
  readonly historyRows: number;
}

const wholePlan: Plan = {
  warmUpMs: 10_000,
  runMs: 4_000,
  repeats: 5,
  latencyMs: 20_000,
  historyRows: 1_000_000,
};
const quickPlan: Plan = { warmUpMs: 3_000, runMs: 1_500, repeats: 2, latencyMs: 3_000, historyRows: 20_000 };

const parts: readonly Part[] = ['bare', 'batch', 'single', 'latency', 'history'];

export const usage = `npm run bench -- [--quick] [--rows N] [--json] [--only ${parts.join(',')}] [--dialect NAME] [--scheme NAME] [--profile DIR]

  --quick    within a minute, with ${quickPlan.historyRows.toLocaleString('en')} rows of history instead of ${wholePlan.historyRows.toLocaleString('en')}
  --rows     so many rows of history instead
  --json     the figures as one JSON object on the last line
  --only     these parts alone; ratios need "bare", history needs "batch"
  --dialect  the contract that is spoken: ${dialectNames.join(', ')}
  --scheme   the signature scheme of the webhook, where the contract has several
  --profile  writes a processor profile of belfryd (.cpuprofile) into the folder; costs some speed`;

/** The options, or what is wrong with them as a sentence. */
export function parseOptions(args: readonly string[]): BenchOptions | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        only: { type: 'string' },
        dialect: { type: 'string', default: 'dotfile' },
        scheme: { type: 'string' },
        profile: { type: 'string' },
        rows: { type: 'string' },
      },
    });
    const names = values.only?.split(',') ?? parts;
    const unknown = names.filter((name) => !isPart(name));
    if (unknown.length > 0) return `--only does not know ${unknown.join(', ')}.`;
    const plan = values.quick ? quickPlan : wholePlan;
    const historyRows = values.rows === undefined ? plan.historyRows : Number(values.rows);
    if (!Number.isInteger(historyRows) || historyRows < 1) return '--rows needs a number of rows.';
    return {
      json: values.json,
      dialect: values.dialect,
      scheme: values.scheme ?? null,
      profileDir: values.profile ?? null,
      only: new Set(names.filter(isPart)),
      plan: { ...plan, historyRows },
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function isPart(name: string): name is Part {
  return parts.some((part) => part === name);
}
