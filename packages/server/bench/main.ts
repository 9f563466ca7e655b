/** `npm run bench`: Belfry against a bare loop on the same machine, in one run. Exit code 1 where an event got lost. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BareCommands } from './bare.ts';
import { type Belfryd, startBelfryd } from './belfryd.ts';
import { loadHistory } from './history.ts';
import { type BenchOptions, parseOptions, usage } from './options.ts';
import { startPart } from './part.ts';
import { peakMb } from './process-figures.ts';
import type { PublisherCommands } from './publisher.ts';
import { type Figures, jsonOf, missingOf, tableOf } from './report.ts';
import { type Bench, quiet, runBare, runDeliveries, runLatency, webhookPath } from './runs.ts';
import { type Sample, sampleOf } from './sample.ts';
import { alternate } from './series.ts';
import type { SinkCommands } from './sink.ts';

process.exitCode = await run();

async function run(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (typeof options === 'string') {
    console.error(`${options}\n\n${usage}`);
    return 2;
  }
  try {
    const figures = await withBench(options, (bench) => measure(bench, options));
    console.log(tableOf(figures));
    if (options.json) console.log(JSON.stringify(jsonOf(figures)));
    return missingOf(figures) === 0 ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

async function withBench(
  { dialect, scheme, profileDir }: BenchOptions,
  work: (bench: Bench) => Promise<Figures>,
): Promise<Figures> {
  const sample = sampleOf(dialect, scheme);
  const sink = startPart<SinkCommands>('sink.ts');
  const bare = startPart<BareCommands>('bare.ts');
  const publisher = startPart<PublisherCommands>('publisher.ts');
  const dataDir = await mkdtemp(join(tmpdir(), 'belfry-bench-'));
  let belfryd: Belfryd | null = null;
  try {
    const { port: sinkPort } = await sink.call('listen', { idHeader: sample.idHeader });
    progress('starting belfryd on a fresh embedded database');
    const webhook = webhookOf(sample, sinkPort);
    belfryd = await startBelfryd({ dataDir, dialect, profileDir, eventType: sample.eventType, webhook });
    return await Promise.race([work({ sink, sinkPort, bare, publisher, belfryd, sample }), interrupted()]);
  } finally {
    await belfryd?.stop();
    await Promise.all([sink.stop(), bare.stop(), publisher.stop()]);
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Rejects at the first signal, so that what was started is stopped. */
function interrupted(): Promise<never> {
  return new Promise((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => reject(new Error(`stopped by ${signal}`)));
  });
}

function webhookOf(sample: Sample, sinkPort: number) {
  return {
    name: 'Bench',
    url: `http://127.0.0.1:${sinkPort}${webhookPath}`,
    events: [sample.event.type],
    secret: sample.secret,
  };
}

async function measure(bench: Bench, { dialect, only, plan }: BenchOptions): Promise<Figures> {
  const kinds = (['batch', 'single'] as const).filter((kind) => only.has(kind));
  const compared = { bare: only.has('bare'), repeats: plan.repeats, runMs: plan.runMs, progress };
  progress('warming up');
  if (compared.bare) await runBare(bench, plan.warmUpMs);
  for (const kind of warmUpOf(only)) await runDeliveries(bench, kind, plan.warmUpMs);

  progress('throughput');
  const { bare, batch, single } = await alternate(bench, { ...compared, kinds });
  if (only.has('latency')) progress('latency');
  const latency = only.has('latency') ? await runLatency(bench, plan.latencyMs) : null;
  const history = only.has('history') ? await measureHistory(bench, plan.historyRows, compared) : null;
  return {
    dialect,
    scheme: bench.sample.scheme,
    bodyBytes: Buffer.byteLength(bench.sample.body),
    bare,
    batch,
    single,
    latency,
    history,
    peakMb: peakMb(bench.belfryd.pid),
  };
}

/** What the chosen parts will do, so that none of them is the first to do it. */
function warmUpOf(only: BenchOptions['only']): readonly ('batch' | 'single')[] {
  const batch = only.has('batch') || only.has('history');
  const single = only.has('single') || only.has('latency');
  return [...(batch ? (['batch'] as const) : []), ...(single ? (['single'] as const) : [])];
}

async function measureHistory(
  bench: Bench,
  rows: number,
  compared: Omit<Parameters<typeof alternate>[1], 'kinds'>,
): Promise<Figures['history']> {
  progress(`loading ${rows.toLocaleString('en')} delivered rows`);
  await bench.belfryd.withDatabase((sql) =>
    loadHistory(sql, { ...bench.belfryd.subscription, rows }, bench.sample),
  );
  await quiet(bench.belfryd);
  progress('throughput with history');
  const { batch } = await alternate(bench, { ...compared, kinds: ['batch'] });
  return batch === null ? null : { rows, series: batch };
}

function progress(step: string): void {
  console.error(`… ${step}`);
}
