import type { AddressInfo } from 'node:net';
import type { ErrorAnswer } from '@belfry/api';
import pino from 'pino';
import { createAuthenticate } from '../src/app/authenticate.ts';
import { type ChangeFeed, createChangeFeed } from '../src/app/change-feed.ts';
import { createChangeRecords } from '../src/app/change-records.ts';
import type { AppContext, TargetPolicy } from '../src/app/context.ts';
import { createKey } from '../src/app/keys.ts';
import { createPublish, type Publish } from '../src/app/publish.ts';
import { createPublicationRecorder } from '../src/app/record-publication.ts';
import { createWebhookDirectory } from '../src/app/webhook-directory.ts';
import { createCaller } from '../src/engine/call/caller.ts';
import { refusalOf } from '../src/http/errors.ts';
import type { Readiness } from '../src/http/health.ts';
import { buildHttpServer, type HttpServerOptions } from '../src/http/server.ts';
import type { Database } from '../src/store/database.ts';
import { compilotPlugin } from '../src/vendors/compilot/plugin.ts';
import { browsableKinds } from '../src/vendors/compilot/records/browsable-kinds.ts';
import { testAccounts, testInstallation } from './accounts.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { type EngineRig, type EngineRigOptions, engineRig, makeWorkspace } from './engine-rig.ts';

/** The API over real HTTP, with a real engine behind it on a database of its own. Two workspaces, a key each. */
export interface ApiRig {
  /** Tells what changed without waiting for more. */
  readonly feed: ChangeFeed;
  readonly database: TestDatabase;
  readonly engine: EngineRig;
  readonly baseUrl: string;
  readonly workspaceId: string;
  readonly otherWorkspaceId: string;
  /** Calls below /api/v1 with the key of the workspace, unless `key` says otherwise. */
  readonly call: (method: string, path: string, options?: CallOptions) => Promise<Answer>;
  /** The same below /compilot. */
  readonly callCompilot: (method: string, path: string, options?: CallOptions) => Promise<Answer>;
  readonly keyOf: (workspaceId: string) => string;
  readonly close: () => Promise<void>;
}

export interface CallOptions {
  /** Sent as JSON; a Uint8Array is sent as it is. */
  readonly body?: unknown;
  /** The workspace whose key is sent, or the text of a key; null: none. */
  readonly as?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; tests state what they expect of it. */
  // biome-ignore lint/suspicious/noExplicitAny: every test reads another shape, and asserts it.
  readonly json: any;
  readonly error: ErrorAnswer['error'] | undefined;
}

export interface ApiRigOptions extends EngineRigOptions {
  readonly http?: Partial<HttpServerOptions>;
  /** Of both workspaces; by default that of the engine's tests. */
  readonly dialectName?: string;
  /** Which URLs webhooks may have; by default those of tests, on loopback. */
  readonly targets?: TargetPolicy;
  /** What the API works on instead of the engine's database; keys are still judged there. */
  readonly apiSql?: Database;
}

export async function apiRig(options: ApiRigOptions = {}): Promise<ApiRig> {
  const database = await testDatabase();
  const feed = createChangeFeed({ name: 'rig', now: Date.now, gatherMs: 5, firstMs: 0 });
  const engine = await engineRig(database.sql, { changed: feed.note, ...options });
  const caller = createCaller({ policy: engine.context.targets });
  const workspaceId = await makeWorkspace(database.sql, undefined, options.dialectName);
  const otherWorkspaceId = await makeWorkspace(database.sql, 'Other', options.dialectName);
  const context = {
    ...engine.context,
    sql: options.apiSql ?? engine.context.sql,
    targets: options.targets ?? engine.context.targets,
  };
  const keys = new Map([
    [workspaceId, await keyFor(engine.context, workspaceId)],
    [otherWorkspaceId, await keyFor(engine.context, otherWorkspaceId)],
  ]);
  const authenticate = createAuthenticate(engine.context);
  const recorder = createPublicationRecorder(context, engine.directory, engine.engine.taker);
  const changeRecords = createChangeRecords(context, engine.directory, recorder);
  const vendorOptions = { context, authenticate, changeRecords, refusalOf };
  const server = await buildHttpServer({
    context,
    log: pino({ level: 'silent' }),
    installation: testInstallation,
    authenticate,
    accounts: testAccounts(context),
    publish: options.apiSql === undefined ? engine.publish : publishOn(context),
    catalogueChanged: (changed) => engine.directory.invalidate(changed),
    feed,
    recordKindsOf: (dialect) => (dialect === 'compilot' ? browsableKinds : []),
    call: (url, headers, body) => caller.call(url, headers, body),
    vendors: [{ prefix: '/compilot', plugin: compilotPlugin(vendorOptions) }],
    trustedProxies: [],
    readiness: async () => readyNow,
    metrics: { contentType: 'text/plain', metrics: async () => 'belfry_up 1\n' },
    ...options.http,
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  // A listening TCP server has an AddressInfo.
  const { port } = server.server.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}`;
  const callBelow =
    (prefix: string): ApiRig['call'] =>
    (method, path, call = {}) => {
      const { as = workspaceId } = call;
      return request(`${baseUrl}${prefix}${path}`, method, { ...call, as: keys.get(as ?? '') ?? as });
    };
  return {
    feed,
    database,
    engine,
    baseUrl,
    workspaceId,
    otherWorkspaceId,
    call: callBelow('/api/v1'),
    callCompilot: callBelow('/compilot'),
    keyOf: (id) => keys.get(id) ?? '',
    async close() {
      await server.close();
      feed.stop();
      await caller.close();
      await engine.stop();
      await database.close();
    },
  };
}

const readyNow: Readiness = {
  ready: true,
  checks: [{ name: 'database', ok: true, detail: 'reachable' }],
  queueLagMs: 0,
};

/** Publishing without an engine of its own. */
function publishOn(context: AppContext): Publish {
  const directory = createWebhookDirectory(context);
  return createPublish(context, directory, createPublicationRecorder(context, directory, null));
}

async function keyFor(context: AppContext, workspaceId: string): Promise<string> {
  const created = await createKey(context, workspaceId, {
    name: 'Tests',
    allowedNetworks: null,
    expiresAt: null,
  });
  if (!created.ok) throw new Error(created.refusal.message);
  return created.value.text;
}

async function request(url: string, method: string, call: CallOptions): Promise<Answer> {
  const { body, as = null } = call;
  const response = await fetch(url, {
    method,
    headers: {
      ...(as === null ? {} : { authorization: `Bearer ${as}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...call.headers,
    },
    ...(body === undefined
      ? {}
      : { body: body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = response.headers.get('content-type')?.startsWith('application/json')
    ? JSON.parse(text)
    : undefined;
  return { status: response.status, headers: response.headers, text, json, error: json?.error };
}
