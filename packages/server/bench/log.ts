/**
 * `npm run bench:log`: what a page of the log takes in a workspace of a thousand deliveries and in one of a million, over
 * HTTP, in turns, on one belfryd with an embedded database. The first page and the filters are wanted to take at most
 * three times as long; exit code 1 where one takes longer or a call fails.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ApiResult, type Client, createClient } from '@belfry/api';
import { createWorkspace, freePort, mainFile, startBelfrydProcess } from '../demo/belfryd-process.ts';
import { withDatabase } from './belfryd.ts';
import { type LogPlace, type LogQuery, logQueries } from './log-queries.ts';
import { fillLog, preparePartitions, settleLog } from './log-seed.ts';
import { type Figures, type Request, ratioWanted, tableOf, takeTurns } from './turns.ts';

const portWanted = 4_478;
const many = 1_000_000;
const quickMany = 100_000;

interface Side {
  readonly deliveries: number;
  readonly baseUrl: string;
  readonly key: string;
  readonly place: LogPlace;
}

process.exitCode = await run();

async function run(): Promise<number> {
  const { values } = parseArgs({
    options: {
      few: { type: 'string', default: '1000' },
      many: { type: 'string' },
      quick: { type: 'boolean', default: false },
      repeats: { type: 'string', default: '30' },
      json: { type: 'boolean', default: false },
    },
  });
  const counts = [Number(values.few), Number(values.many ?? (values.quick ? quickMany : many))];
  const dataDir = await mkdtemp(join(tmpdir(), 'belfry-log-'));
  let stop: (() => Promise<void>) | null = null;
  try {
    const port = await freePort(portWanted);
    const belfryd = await startBelfrydProcess({ program: [mainFile, 'serve', '--dev'], dataDir, port });
    stop = belfryd.stop;
    const [short, long] = await fillSides(dataDir, belfryd.baseUrl, counts);
    if (short === undefined || long === undefined) return 1;
    const figures = await measure(short, long, Number(values.repeats));
    report(short, long, figures);
    if (values.json) console.log(JSON.stringify(figures));
    return tooSlow(figures).length === 0 ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    await stop?.();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function fillSides(
  dataDir: string,
  baseUrl: string,
  counts: readonly number[],
): Promise<readonly Side[]> {
  const nowMs = Date.now();
  const filled = await withDatabase(dataDir, async (sql) => {
    await preparePartitions(sql, nowMs);
    const sides: { readonly deliveries: number; readonly key: string; readonly webhookId: string }[] = [];
    for (const deliveries of counts) {
      const { workspace, key } = await createWorkspace(dataDir, `Log ${deliveries}`, 'dotfile');
      const [offlineWebhookId = '', ...webhookIds] = await createWebhooks(createClient({ baseUrl, key }));
      progress(`writing ${deliveries.toLocaleString('en')} deliveries`);
      const filling = { workspaceId: workspace.id, webhookIds, offlineWebhookId, deliveries };
      await fillLog(sql, filling, nowMs);
      sides.push({ deliveries, key, webhookId: webhookIds[0] ?? '' });
    }
    await settleLog(sql);
    return sides;
  });
  return Promise.all(
    filled.map(async ({ deliveries, key, webhookId }) => ({
      deliveries,
      baseUrl,
      key,
      place: await placeOf(createClient({ baseUrl, key }), nowMs, webhookId),
    })),
  );
}

/** Five, the first of them offline. */
async function createWebhooks(api: Client): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let number = 0; number < 5; number++) {
    const url = `http://127.0.0.1:9/hooks/${number}`;
    const { id } = known(
      await api.webhooks.create({ name: `Hook ${number}`, url, events: ['Case.Created'] }),
    );
    if (number === 0) known(await api.webhooks.offline(id));
    ids.push(id);
  }
  return ids;
}

async function placeOf(api: Client, nowMs: number, webhookId: string): Promise<LogPlace> {
  const first = known(await api.deliveries.list({}));
  const firstEvents = known(await api.events.list({}));
  return {
    nowMs,
    webhookId,
    nextCursor: first.next_cursor ?? '',
    deliveryId: first.data[0]?.id ?? '',
    eventCursor: firstEvents.next_cursor ?? '',
  };
}

function known<Value>(result: ApiResult<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

type LogFigures = Figures & { readonly counts: boolean };

async function measure(short: Side, long: Side, repeats: number): Promise<readonly LogFigures[]> {
  const figures: LogFigures[] = [];
  for (const query of logQueries) {
    const turns = await takeTurns(query.name, requestOf(short, query), requestOf(long, query), repeats);
    figures.push({ ...turns, counts: query.counts });
  }
  return figures;
}

function requestOf({ baseUrl, key, place }: Side, query: LogQuery): Request {
  return { url: `${baseUrl}/api/v1${query.path(place)}`, headers: { authorization: `Bearer ${key}` } };
}

function report(short: Side, long: Side, figures: readonly LogFigures[]): void {
  const heads = [headOf(short), headOf(long)] as const;
  const counted = figures.filter(({ counts }) => counts);
  const others = figures.filter(({ counts }) => !counts);
  console.log(tableOf('Pages of the log, median in ms', heads, counted));
  console.log(`Wanted: ${ratioWanted} at most; ! marks what takes longer.\n`);
  console.log(tableOf('For comparison', heads, others));
}

function tooSlow(figures: readonly LogFigures[]): readonly LogFigures[] {
  return figures.filter(({ counts, ratio }) => counts && !(ratio <= ratioWanted));
}

function headOf({ deliveries }: Side): string {
  return deliveries.toLocaleString('en');
}

function progress(step: string): void {
  console.error(`… ${step}`);
}
