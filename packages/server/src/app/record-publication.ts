import { newDelivery } from '../domain/delivery.ts';
import type { DeliveryTaker, DeliveryTask, Handoff } from '../domain/delivery-task.ts';
import { idOf } from '../domain/id.ts';
import {
  type PlannedDelivery,
  type PreparedEvent,
  type PublicationPlan,
  planPublication,
  queuedBytes,
} from '../domain/publication.ts';
import type { Sql } from '../store/database.ts';
import { type DeliveryKey, insertPublication } from '../store/publication.ts';
import type { AppContext } from './context.ts';
import type { WebhookDirectory, WorkspaceEntry } from './webhook-directory.ts';

export interface RecordedPublication {
  readonly published: { readonly eventIds: readonly string[]; readonly deliveries: number };
  /** How many deliveries each event has, in the order of `eventIds`. */
  readonly deliveriesByEvent: readonly number[];
  /** Call it after the commit: hands the deliveries to the sender. */
  readonly committed: () => void;
  /** Call it instead where the transaction failed: gives back the sender's room. */
  readonly abandoned: () => void;
}

export interface PublicationRecorder {
  /** Records in the caller's transaction, or in a statement of its own. Rejects where that fails. */
  readonly record: (
    sql: Sql,
    workspaceId: string,
    events: readonly PreparedEvent[],
  ) => Promise<RecordedPublication>;
  readonly sql: Sql;
  /** Null: the sender has room; otherwise resolves when it has, or after a bounded wait. */
  readonly whenRoom: () => Promise<void> | null;
}

/** Webhooks may change between fan-out and commit; after this many fan-outs the change is a bug, not a race. */
const fanOutsMax = 20;

/** `observed` is told what each recording held, for the metrics. */
export function createPublicationRecorder(
  context: AppContext,
  directory: WebhookDirectory,
  taker: DeliveryTaker | null,
  observed: (events: number, deliveries: number) => void = () => {},
): PublicationRecorder {
  async function record(
    sql: Sql,
    workspaceId: string,
    events: readonly PreparedEvent[],
  ): Promise<RecordedPublication> {
    for (let fanOuts = 0; fanOuts < fanOutsMax; fanOuts++) {
      // A transaction that waited for another connection could wait for itself.
      const entry = await (sql === context.sql
        ? directory.get(workspaceId)
        : directory.readWith(sql, workspaceId));
      if (entry === null) throw new Error(`Workspace ${workspaceId} has gone.`);
      const recorded = await recordWith(context, taker, sql, entry, events);
      if (recorded === null) {
        directory.invalidate(workspaceId);
        continue;
      }
      observed(recorded.published.eventIds.length, recorded.published.deliveries);
      return recorded;
    }
    throw new Error(`The webhooks of workspace ${workspaceId} never settled.`);
  }
  return { record, sql: context.sql, whenRoom: () => taker?.whenRoom() ?? null };
}

/** Null where the webhooks have changed since `entry` was read. */
async function recordWith(
  context: AppContext,
  taker: DeliveryTaker | null,
  sql: Sql,
  entry: WorkspaceEntry,
  events: readonly PreparedEvent[],
): Promise<RecordedPublication | null> {
  const now = context.now();
  const newId = idsOf(now, context.randomBytes);
  const plan = planPublication({
    dialect: entry.dialect,
    subscribers: entry.subscribers,
    events,
    now,
    newId,
    reserve: (webhookId, bytes) =>
      taker?.reserve({ workspaceId: entry.workspace.id, webhookId }, bytes) ?? false,
  });
  const forSender = plan.deliveries.filter((delivery) => delivery.destination === 'sender');
  const handoffId = newId();
  try {
    const inserted = await insert(sql, entry, plan, forSender, handoffId, taker, now);
    if (inserted) return recordedOf(context, entry, plan, forSender, handoffId, taker, now);
  } catch (error) {
    abandon(taker, entry.workspace.id, handoffId, forSender);
    throw error;
  }
  cancel(taker, entry.workspace.id, forSender);
  return null;
}

async function insert(
  sql: Sql,
  entry: WorkspaceEntry,
  plan: PublicationPlan,
  forSender: readonly PlannedDelivery[],
  handoffId: string,
  taker: DeliveryTaker | null,
  now: number,
): Promise<boolean> {
  const waiting = plan.deliveries.flatMap((delivery) =>
    delivery.destination === 'sender'
      ? []
      : [
          {
            ...keyOf(delivery),
            state: delivery.destination === 'held' ? ('held' as const) : ('pending' as const),
          },
        ],
  );
  return insertPublication(sql, {
    workspaceId: entry.workspace.id,
    webhooksVersion: entry.version,
    events: plan.events.map((event) => ({ ...event, test: false })),
    handoff:
      taker === null || forSender.length === 0
        ? null
        : { id: handoffId, owner: taker.owner, deliveries: forSender.map(keyOf) },
    waiting,
    now,
  });
}

function recordedOf(
  { changed }: AppContext,
  entry: WorkspaceEntry,
  plan: PublicationPlan,
  forSender: readonly PlannedDelivery[],
  handoffId: string,
  taker: DeliveryTaker | null,
  now: number,
): RecordedPublication {
  const workspaceId = entry.workspace.id;
  const counts = new Map<string, number>();
  for (const { event } of plan.deliveries) counts.set(event.id, (counts.get(event.id) ?? 0) + 1);
  return {
    published: { eventIds: plan.events.map((event) => event.id), deliveries: plan.deliveries.length },
    deliveriesByEvent: plan.events.map((event) => counts.get(event.id) ?? 0),
    committed() {
      changed(workspaceId, 'events');
      // What the sender takes is seen once it is written.
      for (const { webhookId, destination } of plan.deliveries) {
        if (destination !== 'sender') changed(workspaceId, 'deliveries', webhookId);
      }
      if (forSender.length === 0) return;
      const handoff: Handoff = { workspaceId, id: handoffId, open: new Set() };
      const tasks = forSender.map((delivery) => taskOf(workspaceId, delivery, handoff, now));
      for (const task of tasks) handoff.open.add(task);
      taker?.take(tasks);
    },
    abandoned: () => abandon(taker, workspaceId, handoffId, forSender),
  };
}

function taskOf(workspaceId: string, delivery: PlannedDelivery, handoff: Handoff, now: number): DeliveryTask {
  const { id, webhookId, wire, event } = delivery;
  return {
    workspaceId,
    id,
    webhookId,
    wire,
    test: false,
    event,
    progress: newDelivery(now),
    takenAt: now,
    handoff,
  };
}

function keyOf(delivery: PlannedDelivery): DeliveryKey {
  const { id, webhookId, event, wire } = delivery;
  return { id, eventId: event.id, webhookId, type: wire.type, subType: wire.subType };
}

function abandon(
  taker: DeliveryTaker | null,
  workspaceId: string,
  handoffId: string,
  deliveries: readonly PlannedDelivery[],
): void {
  cancel(taker, workspaceId, deliveries);
  if (deliveries.length > 0) taker?.giveUp(handoffId);
}

function cancel(
  taker: DeliveryTaker | null,
  workspaceId: string,
  deliveries: readonly PlannedDelivery[],
): void {
  for (const { webhookId, event } of deliveries)
    taker?.cancel({ workspaceId, webhookId }, queuedBytes(event));
}

const randomBytesPerId = 6;
/** One call for randomness serves this many ids. */
const idsPerDraw = 256;

/** Ids of one millisecond, in the order in which they are made. */
function idsOf(now: number, randomBytes: (count: number) => Uint8Array): () => string {
  let sequence = 0;
  let drawn = randomBytes(0);
  return () => {
    const used = (sequence % idsPerDraw) * randomBytesPerId;
    if (used === 0) drawn = randomBytes(idsPerDraw * randomBytesPerId);
    return idOf(now, sequence++, drawn.subarray(used, used + randomBytesPerId));
  };
}
