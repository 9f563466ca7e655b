import { resolve } from 'node:path';
import { type Client, createClient, type EventTypeCreate, type WebhookCreate } from '@belfry/api';
import { createWorkspace, freePort, mainFile, startBelfrydProcess } from '../demo/belfryd-process.ts';
import { clusterFolder } from '../src/runtime/embedded-postgres/cluster.ts';
import { startEmbeddedPostgres } from '../src/runtime/embedded-postgres/embedded-postgres.ts';
import { runningPostmaster } from '../src/runtime/embedded-postgres/postmaster-file.ts';
import { type Database, openDatabase, type Sql } from '../src/store/database.ts';

/** A real belfryd on an embedded database of its own, with one workspace and one webhook. */
export interface Belfryd {
  readonly pid: number;
  /** Of the embedded database's first process; null where it is not known. */
  readonly postgresPid: number | null;
  /** Where and how to publish. */
  readonly publishing: { readonly port: number; readonly path: string; readonly key: string };
  readonly subscription: { readonly workspaceId: string; readonly webhookId: string; readonly url: string };
  readonly withDatabase: <Result>(work: (sql: Sql) => Promise<Result>) => Promise<Result>;
  readonly stop: () => Promise<void>;
}

const portWanted = 4499;
const statementTimeoutMs = 600_000;

/** Starts `belfryd serve --dev` in the folder, and makes the workspace and the webhook through the CLI and the API. */
export async function startBelfryd(options: {
  readonly dataDir: string;
  readonly dialect: string;
  readonly profileDir: string | null;
  /** Defined first; null: the dialect's catalogue has it. */
  readonly eventType: EventTypeCreate | null;
  readonly webhook: WebhookCreate;
}): Promise<Belfryd> {
  const { dataDir, dialect, profileDir } = options;
  const port = await freePort(portWanted);
  const profiling = profileDir === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(profileDir)}`];
  const { pid, baseUrl, stop } = await startBelfrydProcess({
    program: [...profiling, mainFile, 'serve', '--dev'],
    dataDir,
    port,
  });
  try {
    const { workspace, key } = await createWorkspace(dataDir, 'Bench', dialect);
    const api = createClient({ baseUrl, key });
    await define(api, options.eventType);
    const created = await api.webhooks.create(options.webhook);
    if (!created.ok) throw new Error(`the webhook was not created: ${JSON.stringify(created.failure)}`);
    return {
      pid,
      postgresPid: (await runningPostmaster(clusterFolder(dataDir)))?.pid ?? null,
      publishing: { port, path: '/api/v1/events', key },
      subscription: { workspaceId: workspace.id, webhookId: created.value.id, url: created.value.url },
      withDatabase: (work) => withDatabase(dataDir, work),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function define(api: Client, eventType: EventTypeCreate | null): Promise<void> {
  const defined = eventType === null ? null : await api.eventTypes.create(eventType);
  if (defined?.ok === false)
    throw new Error(`the event type was not defined: ${JSON.stringify(defined.failure)}`);
}

/** Works in the embedded database of a data folder, by one connection. */
export async function withDatabase<Result>(
  dataDir: string,
  work: (sql: Database) => Promise<Result>,
): Promise<Result> {
  const silent = { info: () => {}, warn: () => {}, error: () => {} };
  const start = await startEmbeddedPostgres({ dataDir, purpose: 'command', log: silent });
  if (start.kind !== 'started') throw new Error(`the database can't be reached: ${JSON.stringify(start)}`);
  const sql = openDatabase(start.postgres.address, {
    connectionsMax: 1,
    applicationName: 'belfry bench',
    statementTimeoutMs,
    connectTimeoutMs: 10_000,
  });
  try {
    return await work(sql);
  } finally {
    await sql.end();
    await start.postgres.release();
  }
}
