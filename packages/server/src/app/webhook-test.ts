import type { Attempt } from '../domain/attempt.ts';
import { attemptOf } from '../domain/attempt-record.ts';
import { idOf } from '../domain/id.ts';
import { errorKindOf, type Outcome } from '../domain/outcome.ts';
import { accepted, type Result, refused } from '../domain/refusal.ts';
import { afterTestCall, type TestCall, testCall } from '../domain/test-call.ts';
import type { Webhook } from '../domain/webhook.ts';
import type { Workspace } from '../domain/workspace.ts';
import { writeOutcomes } from '../store/outcomes.ts';
import { insertTestEvent } from '../store/test-event.ts';
import { findWebhook } from '../store/webhooks.ts';
import type { AppContext } from './context.ts';
import { noSuchWebhook } from './webhook-view.ts';
import { dialectWithEventTypes } from './workspace-dialect.ts';

/** One HTTP call, bounded in time and size; never throws for what the endpoint does. */
export type CallTarget = (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
) => Promise<Outcome>;

export interface WebhookTest {
  readonly deliveryId: string;
  readonly attempt: Attempt;
}

/** Calls an example of the type, or of the webhook's first event type that may be published, and answers what came of it. */
export type TestWebhook = (
  workspace: Workspace,
  webhookId: string,
  type: string | undefined,
) => Promise<Result<WebhookTest>>;

/** Tests under way at once in this process: each holds a request open for as long as its call takes. */
export const testsMax = 20;

/**
 * The test is a delivery of its own, marked as such, that is never retried and counts for no health. Refuses
 * not_found, validation_failed (no such event type), webhook_offline, rate_limited.
 */
export function createWebhookTest(context: AppContext, call: CallTarget): TestWebhook {
  let underWay = 0;
  return async (workspace, webhookId, type) => {
    if (underWay >= testsMax)
      return refused('rate_limited', 'Too many tests are under way; try again shortly.');
    underWay += 1;
    try {
      return await test(context, call, workspace, webhookId, type);
    } finally {
      underWay -= 1;
    }
  };
}

async function test(
  context: AppContext,
  call: CallTarget,
  workspace: Workspace,
  webhookId: string,
  type: string | undefined,
): Promise<Result<WebhookTest>> {
  const webhook = await findWebhook(context.sql, context.secretBox, workspace.id, webhookId);
  if (webhook === undefined) return noSuchWebhook();
  if (webhook.status === 'offline') {
    return refused('webhook_offline', 'No call is made to an offline webhook; set it online first.');
  }
  const dialect = await dialectWithEventTypes(context.sql, workspace);
  const now = context.now();
  // Both ids of one millisecond, as those of every event and its deliveries.
  const ids = { event: idOf(now, 0, context.randomBytes(6)), delivery: idOf(now, 1, context.randomBytes(6)) };
  const prepared = testCall({
    dialect,
    workspace,
    webhook,
    type,
    eventId: ids.event,
    now,
  });
  if (!prepared.ok) return prepared;
  const { request } = prepared.value;
  const outcome = await call(webhook.url, request.headers, request.body);
  const attempt = attemptOf({
    type: 'first_call',
    url: webhook.url,
    requestHeaders: request.headers,
    retryCount: 0,
    at: now,
    outcome,
    nextAttemptAt: null,
  });
  await record(context, webhook, ids, prepared.value, { at: now, attempt, outcome });
  return accepted({ deliveryId: ids.delivery, attempt });
}

async function record(
  context: AppContext,
  webhook: Webhook,
  ids: { readonly event: string; readonly delivery: string },
  { event, wire }: TestCall,
  call: { readonly at: number; readonly attempt: Attempt; readonly outcome: Outcome },
): Promise<void> {
  const errorKind = errorKindOf(call.outcome);
  const { statusCode } = call.outcome;
  const progress = afterTestCall({
    at: call.at,
    now: context.now(),
    succeeded: errorKind === null,
    statusCode,
  });
  await context.sql.begin(async (sql) => {
    await insertTestEvent(sql, webhook.workspaceId, {
      id: ids.event,
      type: event.name.type,
      subType: event.name.subType,
      subject: null,
      context: event.context,
      data: event.data,
      occurredAt: call.at,
    });
    const delivery = {
      workspaceId: webhook.workspaceId,
      id: ids.delivery,
      eventId: ids.event,
      webhookId: webhook.id,
      type: wire.type,
      subType: wire.subType,
      test: true,
      progress,
      attempt: JSON.stringify(call.attempt),
      statusCode,
      errorKind,
    };
    await writeOutcomes(sql, nobody, [delivery], []);
  });
  context.changed(webhook.workspaceId, 'events');
  context.changed(webhook.workspaceId, 'deliveries', webhook.id);
}

/** No process has leased the delivery. */
const nobody = '00000000-0000-0000-0000-000000000000';
