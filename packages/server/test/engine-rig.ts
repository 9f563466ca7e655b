import { randomBytes } from 'node:crypto';
import { type Dialect, dotfile, type EventDraft } from '@belfry/dialects';
import type { AppContext } from '../src/app/context.ts';
import { createPublish, type Publish } from '../src/app/publish.ts';
import { createPublicationRecorder } from '../src/app/record-publication.ts';
import { createWebhookDirectory, type WebhookDirectory } from '../src/app/webhook-directory.ts';
import { systemActor } from '../src/domain/actor.ts';
import { type NoteChange, noteNothing } from '../src/domain/change.ts';
import type { DeliveryState } from '../src/domain/delivery.ts';
import { idOf } from '../src/domain/id.ts';
import type { Result } from '../src/domain/refusal.ts';
import type { Workspace } from '../src/domain/workspace.ts';
import { callerDefaults, createCaller } from '../src/engine/call/caller.ts';
import { createEngine, type Engine, type EngineLimits } from '../src/engine/engine.ts';
import { Metrics } from '../src/engine/metrics.ts';
import { listenForNotifications } from '../src/engine/notifications.ts';
import { makeSecretBox } from '../src/runtime/secret-box.ts';
import { type Database, openDatabase } from '../src/store/database.ts';

/** One process's worth of engine on a test's database, with a clock that the test moves. */
export interface EngineRig {
  readonly context: AppContext;
  readonly directory: WebhookDirectory;
  readonly engine: Engine;
  readonly publish: Publish;
  readonly metrics: Metrics;
  /** What the engine logged as a warning or worse. */
  readonly trouble: readonly string[];
  readonly stop: () => Promise<void>;
  /**
   * What SIGKILL does, for an engine with a pool of its own: nothing reaches the database or an outcome any more,
   * and nothing is given back.
   */
  readonly abandon: () => Promise<void>;
}

export interface EngineRigOptions {
  /** Of the database, for an engine with a pool of its own. */
  readonly url?: string;
  readonly now?: () => number;
  readonly monotonicMs?: () => number;
  readonly limits?: Partial<EngineLimits>;
  readonly alone?: boolean;
  readonly callTimeoutMs?: number;
  /** It hears no notification: it polls, and never learns that a webhook was changed. */
  readonly deaf?: boolean;
  /** What moves retries, in [0, 1). */
  readonly random?: () => number;
  /** Hears what changed. */
  readonly changed?: NoteChange;
  /** Dialects of the test's own. */
  readonly dialectOf?: (name: string) => Dialect | undefined;
}

export const secretBox = makeSecretBox(new Uint8Array(32).fill(1));
let sequence = 0;

export async function engineRig(shared: Database, options: EngineRigOptions = {}): Promise<EngineRig> {
  const sql = options.url === undefined ? shared : openDatabase(options.url, poolOptions);
  const now = options.now ?? Date.now;
  const newId = (): string => idOf(now(), sequence++, randomBytes(8));
  const policy = { dev: true, allowedNetworks: [] };
  const changed = options.changed ?? noteNothing;
  const actor = systemActor('test');
  const context: AppContext = { sql, now, newId, randomBytes, secretBox, targets: policy, changed, actor };
  const directory = createWebhookDirectory(context, options.dialectOf);
  const metrics = new Metrics();
  const trouble: string[] = [];
  const report = (_fields: object, message: string): void => void trouble.push(message);
  const caller = createCaller({ policy, timeoutMs: options.callTimeoutMs ?? callerDefaults.timeoutMs });
  let abandoned = false;
  const engine = createEngine({
    context,
    directory,
    async call(url, headers, body) {
      const outcome = await caller.call(url, headers, body);
      return abandoned ? new Promise<never>(() => {}) : outcome;
    },
    random: options.random ?? (() => 0.5),
    monotonicMs: options.monotonicMs ?? (() => performance.now()),
    process: { id: newId(), role: 'all', startedAt: now() },
    alone: options.alone ?? false,
    limits: {
      concurrencyMax: 64,
      concurrencyPerEndpoint: 16,
      queuedMax: 1000,
      queuedBytesMax: 16 * 1024 * 1024,
      ...options.limits,
    },
    metrics,
    log: { debug: () => {}, warn: report, error: report },
  });
  const { due, jobs } = engine.wake;
  const silence =
    options.deaf === true ? async () => {} : await listenForNotifications(sql, { directory, due, jobs });
  await engine.start();
  return {
    context,
    directory,
    engine,
    metrics,
    trouble,
    publish: createPublish(context, directory, createPublicationRecorder(context, directory, engine.taker)),
    async stop() {
      await engine.stop(5_000);
      await caller.close();
      await silence();
      if (sql !== shared) await sql.end({ timeout: 1 });
    },
    async abandon() {
      if (sql === shared) throw new Error('Only an engine with a pool of its own can be abandoned.');
      abandoned = true;
      await sql.end({ timeout: 0 });
      await engine.stop(0);
    },
  };
}

const poolOptions = {
  connectionsMax: 8,
  applicationName: 'belfry engine test',
  statementTimeoutMs: 30_000,
  connectTimeoutMs: 10_000,
};

export const dialect: Dialect = dotfile;

/** The catalogue's example of a type, as it would be published. */
export function exampleOf(type: string, of: Dialect = dialect): EventDraft {
  const found = of.catalogue.find((row) => row.type === type);
  if (found === undefined) throw new Error(`${type} is not in the catalogue.`);
  return found.example;
}

/** Publishes that many examples of the type and answers their ids, in the order given. */
export async function publishExamples(
  rig: Pick<EngineRig, 'publish'>,
  workspaceId: string,
  count: number,
  type = 'Case.Created',
  of: Dialect = dialect,
): Promise<readonly string[]> {
  const event = { draft: exampleOf(type, of), subject: null, occurredAt: null };
  const published = await rig.publish(
    workspaceId,
    Array.from({ length: count }, () => event),
    null,
  );
  return granted(published).eventIds;
}

export async function makeWorkspace(
  sql: Database,
  name = 'Acme Compliance',
  dialectName = dialect.name,
): Promise<string> {
  const id = idOf(Date.now(), sequence++, randomBytes(8));
  await sql`
    insert into workspaces (workspace_id, name, dialect, created_at) values (${id}, ${name}, ${dialectName}, now())`;
  return id;
}

/** As the use cases take it. */
export function workspaceOf(id: string, dialectName = dialect.name): Workspace {
  return { id, name: 'Acme Compliance', dialect: dialectName, createdAt: 0 };
}

/** The value of a result that a test takes for granted. */
export function granted<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.message}`);
  return result.value;
}

export interface WebhookFixture {
  readonly url: string;
  readonly events: readonly string[];
  readonly secret?: string;
  readonly rateLimit?: number;
  readonly concurrencyLimit?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A webhook, announced like one that the API makes. */
export async function makeWebhook(
  sql: Database,
  workspaceId: string,
  fixture: WebhookFixture,
): Promise<string> {
  const id = idOf(Date.now(), sequence++, randomBytes(8));
  const secret = secretBox.seal(fixture.secret ?? testSecret);
  await sql.begin(async (tx) => {
    await tx`
      insert into webhooks (workspace_id, id, name, url, events, status, secret, rate_limit, concurrency_limit,
        headers, created_at, updated_at)
      values (${workspaceId}, ${id}, 'Test', ${fixture.url}, ${[...fixture.events]}, 'online', ${secret},
        ${fixture.rateLimit ?? null}, ${fixture.concurrencyLimit ?? null},
        ${JSON.stringify(fixture.headers ?? {})}::text::jsonb, now(), now())`;
    await announce(tx, workspaceId);
  });
  return id;
}

export const testSecret = `dotsecret.${'s'.repeat(43)}`;

/** Changes columns of a webhook as another process would. */
export async function changeWebhookRow(
  sql: Database,
  workspaceId: string,
  id: string,
  columns: Readonly<Record<string, string | null>>,
): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`update webhooks set ${tx(columns)} where workspace_id = ${workspaceId} and id = ${id}`;
    await announce(tx, workspaceId);
  });
}

async function announce(
  tx: Parameters<Parameters<Database['begin']>[1]>[0],
  workspaceId: string,
): Promise<void> {
  await tx`update workspaces set webhooks_version = webhooks_version + 1 where workspace_id = ${workspaceId}`;
  await tx`select pg_notify('belfry_webhooks', ${workspaceId})`;
}

export interface DeliveryRow {
  readonly id: string;
  readonly event_id: string;
  readonly webhook_id: string;
  readonly state: DeliveryState;
  readonly retries_made: number;
  readonly attempts: readonly {
    readonly type: string;
    readonly status_code: number;
    readonly error_kind: string | null;
    readonly request_headers: Readonly<Record<string, string>>;
  }[];
  readonly error_kind: string | null;
  readonly next_attempt_at: number | null;
  readonly next_attempt_type: string | null;
  readonly lease_owner: string | null;
  readonly delivered_at: number | null;
}

export async function deliveriesOf(sql: Database, workspaceId: string): Promise<DeliveryRow[]> {
  return sql<DeliveryRow[]>`select * from deliveries where workspace_id = ${workspaceId} order by id`;
}

/** Resolves with the workspace's deliveries as soon as they satisfy the condition. */
export async function untilDeliveries(
  sql: Database,
  workspaceId: string,
  condition: (deliveries: readonly DeliveryRow[]) => boolean,
): Promise<DeliveryRow[]> {
  for (;;) {
    const deliveries = await deliveriesOf(sql, workspaceId);
    if (condition(deliveries)) return deliveries;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

/** The condition that there are so many deliveries, and all of them have succeeded. */
export const allSucceeded =
  (count: number) =>
  (rows: readonly DeliveryRow[]): boolean =>
    rows.length === count && rows.every((row) => row.state === 'succeeded');
