import type { AddressInfo } from 'node:net';
import pino from 'pino';
import type { z } from 'zod';
import { createAuthenticate } from '../../src/app/authenticate.ts';
import { createChangeFeed } from '../../src/app/change-feed.ts';
import { type ChangeRecords, createChangeRecords } from '../../src/app/change-records.ts';
import type { AppContext } from '../../src/app/context.ts';
import { createPublicationRecorder } from '../../src/app/record-publication.ts';
import { createWorkspace } from '../../src/app/workspaces.ts';
import { createCaller } from '../../src/engine/call/caller.ts';
import { refusalOf } from '../../src/http/errors.ts';
import { buildHttpServer } from '../../src/http/server.ts';
import { openDatabase } from '../../src/store/database.ts';
import { dotfilePlugin } from '../../src/vendors/dotfile/plugin.ts';
import { browsableKinds } from '../../src/vendors/dotfile/records/browsable-kinds.ts';
import { testAccounts, testInstallation } from '../accounts.ts';
import { type TestClock, testClock } from '../clock.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type EngineRig, engineRig } from '../engine-rig.ts';
import * as resources from './resources.ts';

/** Belfry as a client of Dotfile's API sees it: real HTTP, engine, database and keys. */
export interface DotfileRig {
  /** Of the server; the management API is below it too. */
  readonly baseUrl: string;
  readonly database: TestDatabase;
  readonly engine: EngineRig;
  readonly clock: TestClock;
  readonly workspaceId: string;
  readonly otherWorkspaceId: string;
  /** Of the first workspace. */
  readonly key: string;
  /** Of the other workspace; calls are made with the first one's unless they say otherwise. */
  readonly otherKey: string;
  /** Calls below /dotfile/v1. Whatever comes back is checked against what Dotfile's clients expect. */
  readonly call: (method: string, path: string, options?: CallOptions) => Promise<Answer>;
  /** A call that succeeds, and the resource that it answers with. */
  readonly webhook: (method: string, path: string, body?: unknown) => Promise<resources.Webhook>;
  readonly webhooks: (query: string) => Promise<ListAnswer<resources.Webhook>>;
  /** Changes records as the API does, for what it offers no request for. */
  readonly changeRecords: ChangeRecords;
  readonly logs: (query: string) => Promise<ListAnswer<resources.WebhookLog>>;
  readonly close: () => Promise<void>;
}

export interface CallOptions {
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Null: no key is sent. */
  readonly key?: string | null;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Undefined for a success. */
  readonly error: z.infer<typeof resources.error> | undefined;
}

export interface ListAnswer<Item> {
  readonly data: readonly Item[];
  readonly pagination: { readonly page: number; readonly limit: number; readonly count: number };
}

export interface DotfileRigOptions {
  /** Where the clock stands at first, in milliseconds since the epoch; absent: now. */
  readonly startMs?: number;
  /** Of the API's own statements; absent: as long as any test's. */
  readonly statementTimeoutMs?: number;
}

export async function dotfileRig(options: DotfileRigOptions = {}): Promise<DotfileRig> {
  const database = await testDatabase();
  const clock = testClock(options.startMs ?? Date.now());
  const feed = createChangeFeed({ name: 'rig', now: clock.now, gatherMs: 5, firstMs: 0 });
  const engine = await engineRig(database.sql, { now: clock.now, changed: feed.note });
  const sql = openDatabase(database.url, {
    connectionsMax: 4,
    applicationName: 'dotfile test',
    statementTimeoutMs: options.statementTimeoutMs ?? 30_000,
    connectTimeoutMs: 10_000,
  });
  const context: AppContext = { ...engine.context, sql };
  const [own, other] = [await newWorkspace(context, 'Acme'), await newWorkspace(context, 'Other')];
  const caller = createCaller({ policy: context.targets });
  const authenticate = createAuthenticate(context);
  const recorder = createPublicationRecorder(context, engine.directory, engine.engine.taker);
  const changeRecords = createChangeRecords(context, engine.directory, recorder);
  const server = await buildHttpServer({
    context,
    log: pino({ level: 'silent' }),
    installation: testInstallation,
    authenticate,
    accounts: testAccounts(context),
    publish: engine.publish,
    catalogueChanged: (changed) => engine.directory.invalidate(changed),
    feed,
    recordKindsOf: () => browsableKinds,
    call: (url, headers, body) => caller.call(url, headers, body),
    vendors: [
      { prefix: '/dotfile', plugin: dotfilePlugin({ context, authenticate, changeRecords, refusalOf }) },
    ],
    trustedProxies: [],
    readiness: async () => ({ ready: true, checks: [], queueLagMs: 0 }),
    metrics: { contentType: 'text/plain', metrics: async () => '' },
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  // A listening TCP server has an AddressInfo.
  const { port } = server.server.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}`;
  const call: DotfileRig['call'] = (method, path, callOptions = {}) =>
    request(`${baseUrl}/dotfile/v1${path}`, method, { key: own.key, ...callOptions });
  return {
    baseUrl,
    database,
    engine,
    clock,
    changeRecords,
    workspaceId: own.id,
    otherWorkspaceId: other.id,
    key: own.key,
    otherKey: other.key,
    call,
    webhook: async (method, path, body) =>
      resources.webhook.parse(await succeeded(call(method, path, { body }))),
    webhooks: async (query) =>
      resources.listOf(resources.webhook).parse(await succeeded(call('GET', `/webhooks${query}`))),
    logs: async (query) =>
      resources.listOf(resources.webhookLog).parse(await succeeded(call('GET', `/webhook-logs${query}`))),
    async close() {
      await server.close();
      await caller.close();
      await engine.stop();
      await sql.end();
      await database.close();
    },
  };
}

async function newWorkspace(context: AppContext, name: string): Promise<{ id: string; key: string }> {
  const created = await createWorkspace(context, { name, dialect: 'dotfile' });
  if (!created.ok) throw new Error(created.refusal.message);
  return { id: created.value.workspace.id, key: created.value.text };
}

async function request(url: string, method: string, { body, headers, key }: CallOptions): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(key === null || key === undefined ? {} : { 'X-DOTFILE-API-KEY': key }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const error = response.ok ? undefined : resources.error.parse(JSON.parse(text));
  if (error !== undefined && error.status_code !== response.status) {
    throw new Error(`The body says ${error.status_code}, the answer is ${response.status}`);
  }
  return { status: response.status, headers: response.headers, text, error };
}

async function succeeded(answering: Promise<Answer>): Promise<unknown> {
  const { error, text } = await answering;
  if (error !== undefined) throw new Error(text);
  return JSON.parse(text);
}
