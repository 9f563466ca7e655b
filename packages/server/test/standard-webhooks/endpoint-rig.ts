import type { HealthState } from '@belfry/dialects';
import type { TestClock } from '../clock.ts';
import type { TestDatabase } from '../database.ts';
import { type Sink, type SinkAnswer, sinkEndpoint } from '../endpoints/sink.ts';
import {
  type DeliveryRow,
  deliveriesOf,
  type EngineRig,
  engineRig,
  makeWebhook,
  makeWorkspace,
  publishExamples,
  untilDeliveries,
} from '../engine-rig.ts';
import { namedDialect, secretOf } from './schemes.ts';

/** An engine, one endpoint whose answers the test decides, and a webhook to it; the clock is the test's. */
export interface EndpointRig {
  readonly engine: EngineRig;
  readonly sink: Sink;
  readonly workspaceId: string;
  readonly webhookId: string;
  answer: SinkAnswer;
  /** Publishes one event and answers its delivery once its first call is recorded, or it is held. */
  readonly publish: (by?: EngineRig) => Promise<DeliveryRow>;
  /** The delivery, once that many attempts of it are recorded and nobody is making another one. */
  readonly attempted: (id: string, attempts: number) => Promise<DeliveryRow>;
  /** Moves the clock there and makes the engine look. */
  readonly at: (ms: number) => void;
  readonly status: () => Promise<{ status: string; offline_reason: string | null } | undefined>;
  readonly health: () => Promise<HealthState | undefined>;
  /** Another process on the same database, which is stopped with the rig. */
  readonly another: () => Promise<EngineRig>;
  readonly stop: () => Promise<void>;
}

const eventType = 'customer.created';

export async function endpointRig(
  database: TestDatabase,
  clock: TestClock,
  random: () => number = () => 0.5,
): Promise<EndpointRig> {
  const { sql } = database;
  const dialect = namedDialect('compilot');
  const sink = await sinkEndpoint(() => rig.answer);
  const workspaceId = await makeWorkspace(sql, 'Acme Compliance', dialect.name);
  const secret = secretOf(dialect, 'v1');
  const webhookId = await makeWebhook(sql, workspaceId, { url: sink.url, events: [eventType], secret });
  const start = () => engineRig(sql, { url: database.url, now: clock.now, random });
  const engines = [await start()];
  const [engine] = engines;
  if (engine === undefined) throw new Error('One engine has been started.');

  const rig: EndpointRig = {
    engine,
    sink,
    workspaceId,
    webhookId,
    answer: { status: 200, body: 'ok' },
    async publish(by = engine) {
      const [eventId] = await publishExamples(by, workspaceId, 1, eventType, dialect);
      const isDone = (row: DeliveryRow): boolean =>
        row.event_id === eventId && (row.attempts.length > 0 || row.state === 'held');
      const rows = await untilDeliveries(sql, workspaceId, (all) => all.some(isDone));
      return only(rows.filter((row) => row.event_id === eventId));
    },
    async attempted(id, attempts) {
      const isDone = (row: DeliveryRow): boolean =>
        row.id === id && row.attempts.length === attempts && row.lease_owner === null;
      await untilDeliveries(sql, workspaceId, (all) => all.some(isDone));
      return only((await deliveriesOf(sql, workspaceId)).filter((row) => row.id === id));
    },
    at(ms) {
      clock.set(ms);
      for (const one of engines) one.engine.wake.due();
    },
    async status() {
      const [row] = await sql<{ status: string; offline_reason: string | null }[]>`
        select status, offline_reason from webhooks where workspace_id = ${workspaceId} and id = ${webhookId}`;
      return row;
    },
    async health() {
      const [row] = await sql<{ state: HealthState }[]>`
        select state from webhook_health where workspace_id = ${workspaceId} and webhook_id = ${webhookId}`;
      return row?.state;
    },
    async another() {
      const other = await start();
      engines.push(other);
      return other;
    },
    async stop() {
      await Promise.all(engines.map((one) => one.stop()));
      await sink.close();
    },
  };
  return rig;
}

function only(rows: readonly DeliveryRow[]): DeliveryRow {
  const [row, second] = rows;
  if (row === undefined || second !== undefined) throw new Error(`One delivery, not ${rows.length}.`);
  return row;
}
