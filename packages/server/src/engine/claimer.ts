/**
 * Takes due deliveries out of the database for the sender, webhook by webhook, so that one webhook's backlog never
 * stands before another's. A round goes over the webhooks that have pending deliveries and leases of each what the
 * sender has room for. Rounds follow each other while something was claimed; otherwise the next comes with a wake
 * (NOTIFY) or after `pollMs`.
 *
 * A claim that fails because the database is away may have been carried out. Until no such claim can be under way any
 * more, each round first frees what is leased to this process without being in its hands.
 */
import type { WebhookDirectory } from '../app/webhook-directory.ts';
import type { DeliveryTask } from '../domain/delivery-task.ts';
import { queuedBytes } from '../domain/publication.ts';
import type { Sql } from '../store/database.ts';
import { databaseErrorKind } from '../store/database-error.ts';
import {
  type ClaimedDelivery,
  claimDue,
  freeLeasesExcept,
  type WebhookKey,
  webhooksWithPending,
} from '../store/due.ts';
import type { Sender } from './sender.ts';

export interface ClaimerOptions {
  readonly sql: Sql;
  readonly sender: Sender;
  readonly directory: WebhookDirectory;
  /** Takes on what was claimed and for which the sender holds room. */
  readonly take: (tasks: readonly DeliveryTask[]) => void;
  /** Ids of the deliveries that this process has taken and not written yet. */
  readonly inHand: ReadonlySet<string>;
  readonly now: () => number;
  readonly monotonicMs: () => number;
  /** False while the lease of this process is in doubt. */
  readonly mayClaim: () => boolean;
}

export const pollMs = 1_000;
/** Of an endpoint that hangs every publish leaves something due: rounds that find no room for it are not to follow. */
export const claimRestMs = 25;
export const webhooksPerRoundMax = 500;
const claimedPerWebhookMax = 50;
/** The room that a claim asks for before it knows the payloads. */
const expectedBytes = 4_096;
/** Longer than a statement may take. */
const doubtMs = 60_000;

/**
 * One round over at most `webhooksPerRoundMax` webhooks, from where the last one ended. Answers whether the next is to
 * follow at once: this one claimed something, or has not come to the last webhook.
 */
export function createClaimRound(options: ClaimerOptions): () => Promise<boolean> {
  let after: WebhookKey | null = null;
  let doubtUntilMs = 0;
  return async () => {
    if (!options.mayClaim()) return false;
    const { sql, sender, inHand, monotonicMs } = options;
    if (monotonicMs() < doubtUntilMs) await freeLeasesExcept(sql, sender.owner, inHand);
    const pending = await webhooksWithPending(sql, after, options.now(), webhooksPerRoundMax);
    after = pending.length < webhooksPerRoundMax ? null : (pending.at(-1) ?? null);
    try {
      const due = pending.filter((webhook) => webhook.due);
      return (await claimForAll(options, due)) > 0 || after !== null;
    } catch (error) {
      if (databaseErrorKind(error) === 'away') doubtUntilMs = monotonicMs() + doubtMs;
      throw error;
    }
  };
}

async function claimForAll(options: ClaimerOptions, webhooks: readonly WebhookKey[]): Promise<number> {
  let claimed = 0;
  for (const webhook of webhooks) claimed += await claimFor(options, webhook);
  return claimed;
}

async function claimFor(options: ClaimerOptions, webhook: WebhookKey): Promise<number> {
  const { sql, sender, directory, now } = options;
  // The webhook's limits have to be known before any of its calls starts.
  await directory.get(webhook.workspaceId);
  let room = 0;
  while (room < claimedPerWebhookMax && sender.reserve(webhook, expectedBytes)) room++;
  if (room === 0) return 0;
  let claimed: ClaimedDelivery[] = [];
  try {
    claimed = await claimDue(sql, webhook, sender.owner, now(), room);
  } finally {
    for (let unused = 0; unused < room; unused++) sender.cancel(webhook, expectedBytes);
  }
  for (const { event } of claimed) sender.hold(webhook, queuedBytes(event));
  options.take(claimed.map((delivery) => taskOf(delivery, now())));
  return claimed.length;
}

function taskOf(delivery: ClaimedDelivery, now: number): DeliveryTask {
  return { ...delivery, takenAt: now, handoff: null };
}
