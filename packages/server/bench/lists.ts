/**
 * `npm run bench:lists`: what a page of `GET /dotfile/v1/cases` takes with few and with many cases, over HTTP, on two
 * belfryds that take turns. The ratio of the medians is wanted to be 3 at most; exit code 1 where a call fails.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createWorkspace, freePort, mainFile, startBelfrydProcess } from '../demo/belfryd-process.ts';
import { withDatabase } from './belfryd.ts';
import { type ListQuery, listQueries } from './lists-queries.ts';
import { seedCases } from './lists-seed.ts';
import { median, ratio } from './numbers.ts';

const ratioWanted = 3;
const warmUps = 5;
const portWanted = 4_477;

interface Side {
  readonly cases: number;
  readonly url: string;
  readonly key: string;
  readonly stop: () => Promise<void>;
}

interface Figures {
  readonly name: string;
  readonly fewMs: number;
  readonly manyMs: number;
  readonly ratio: number;
}

process.exitCode = await run();

async function run(): Promise<number> {
  const { values } = parseArgs({
    options: {
      few: { type: 'string', default: '1000' },
      many: { type: 'string', default: '100000' },
      repeats: { type: 'string', default: '30' },
      json: { type: 'boolean', default: false },
    },
  });
  const folders = [await newFolder(), await newFolder()];
  const sides: Side[] = [];
  try {
    for (const [index, cases] of [Number(values.few), Number(values.many)].entries()) {
      progress(`writing ${cases.toLocaleString('en')} cases`);
      sides.push(await startSide(folders[index] ?? '', cases));
    }
    const [few, many] = sides;
    if (few === undefined || many === undefined) return 1;
    const figures: Figures[] = [];
    for (const query of listQueries) figures.push(await measure(query, few, many, Number(values.repeats)));
    console.log(tableOf(figures, few, many));
    if (values.json) console.log(JSON.stringify(figures));
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    for (const side of sides) await side.stop();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  }
}

function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'belfry-lists-'));
}

/** A belfryd on an embedded database of its own that holds so many cases. */
async function startSide(dataDir: string, cases: number): Promise<Side> {
  const port = await freePort(portWanted);
  const { baseUrl, stop } = await startBelfrydProcess({
    program: [mainFile, 'serve', '--dev'],
    dataDir,
    port,
  });
  try {
    const { workspace, key } = await createWorkspace(dataDir, 'Lists', 'dotfile');
    await withDatabase(dataDir, (sql) => seedCases(sql, workspace.id, cases));
    return { cases, url: `${baseUrl}/dotfile/v1/cases`, key, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Both sides take turns, so that whatever else the machine does meets both. */
async function measure({ name, query }: ListQuery, few: Side, many: Side, repeats: number): Promise<Figures> {
  const times = new Map<Side, number[]>([
    [few, []],
    [many, []],
  ]);
  for (let turn = 0; turn < warmUps + repeats; turn++) {
    for (const [side, measured] of times) {
      const ms = await ask(side, query(side.cases));
      if (turn >= warmUps) measured.push(ms);
    }
  }
  const [fewMs, manyMs] = [...times.values()].map((measured) => median(measured) ?? Number.NaN);
  if (fewMs === undefined || manyMs === undefined) throw new Error('There are two sides.');
  return { name, fewMs, manyMs, ratio: ratio(manyMs, fewMs) ?? Number.NaN };
}

/** Milliseconds from the request to the end of its answer. */
async function ask({ url, key }: Side, query: string): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(`${url}?${query}`, { headers: { 'x-dotfile-api-key': key } });
  const text = await response.text();
  if (!response.ok) throw new Error(`${query}: ${response.status} ${text}`);
  return performance.now() - startedAt;
}

function tableOf(figures: readonly Figures[], few: Side, many: Side): string {
  const heads = [few, many].map(({ cases }) => `${cases.toLocaleString('en')} cases`);
  const row = (cells: readonly string[]): string =>
    cells.map((cell, index) => (index === 0 ? cell.padEnd(46) : cell.padStart(14))).join('');
  return [
    row(['GET /dotfile/v1/cases, median in ms', ...heads, 'ratio']),
    ...figures.map(({ name, fewMs, manyMs, ratio: times }) =>
      row([
        name,
        fewMs.toFixed(1),
        manyMs.toFixed(1),
        `${times.toFixed(1)}${times > ratioWanted ? ' !' : '  '}`,
      ]),
    ),
    `Wanted: ${ratioWanted} at most; ! marks what takes longer.`,
  ].join('\n');
}

function progress(step: string): void {
  console.error(`… ${step}`);
}
