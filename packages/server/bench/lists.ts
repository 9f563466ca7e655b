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
import { type Figures, type Request, ratioWanted, tableOf, takeTurns } from './turns.ts';

const portWanted = 4_477;

interface Side {
  readonly cases: number;
  readonly url: string;
  readonly key: string;
  readonly stop: () => Promise<void>;
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
    for (const query of listQueries)
      figures.push(
        await takeTurns(query.name, requestOf(few, query), requestOf(many, query), Number(values.repeats)),
      );
    console.log(tableOf('GET /dotfile/v1/cases, median in ms', [headOf(few), headOf(many)], figures));
    console.log(`Wanted: ${ratioWanted} at most; ! marks what takes longer.`);
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

function requestOf({ url, key, cases }: Side, { query }: ListQuery): Request {
  return { url: `${url}?${query(cases)}`, headers: { 'x-dotfile-api-key': key } };
}

function headOf({ cases }: Side): string {
  return `${cases.toLocaleString('en')} cases`;
}

function progress(step: string): void {
  console.error(`… ${step}`);
}
