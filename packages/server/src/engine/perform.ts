import type { Dialect } from '@belfry/dialects';
import type { WebhookDirectory } from '../app/webhook-directory.ts';
import { attemptOf } from '../domain/attempt-record.ts';
import { callRequest } from '../domain/call-request.ts';
import { applyChange, type DeliveryProgress, retryCountOfNext } from '../domain/delivery.ts';
import type { DeliveryTask } from '../domain/delivery-task.ts';
import { errorKindOf, type Outcome } from '../domain/outcome.ts';
import type { DeliveryOutcome } from '../store/outcomes.ts';

/** What came of one turn of a delivery; `call` is null where none was made (webhook offline or deleted). */
export interface Performed {
  readonly task: DeliveryTask;
  readonly outcome: DeliveryOutcome;
  readonly call: {
    readonly dialect: Dialect;
    readonly succeeded: boolean;
    readonly statusCode: number;
    readonly at: number;
    readonly durationMs: number;
  } | null;
}

export interface PerformOptions {
  readonly directory: WebhookDirectory;
  readonly call: (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<Outcome>;
  readonly now: () => number;
  readonly random: () => number;
}

/**
 * One turn of a delivery: the webhook as it is now, one call, the next state. Rejects only where the database is
 * away and the webhook is not in memory.
 */
export async function perform(options: PerformOptions, task: DeliveryTask): Promise<Performed> {
  const entry = options.directory.peek(task.workspaceId) ?? (await options.directory.get(task.workspaceId));
  const webhook = entry?.webhooks.get(task.webhookId);
  if (!entry || webhook === undefined) return notCalled(task, { kind: 'discarded' });
  if (webhook.status === 'offline') return notCalled(task, { kind: 'webhook_offline' });
  const at = options.now();
  const retryCount = retryCountOfNext(task.progress);
  const { dialect, workspace } = entry;
  const request = callRequest({ ...task, dialect, workspace, webhook, retryCount, now: at });
  const outcome = await options.call(webhook.url, request.headers, request.body);
  return called(
    options,
    dialect,
    { url: webhook.url, requestHeaders: request.headers, retryCount, at, outcome },
    task,
  );
}

function notCalled(
  task: DeliveryTask,
  change: { kind: 'discarded' } | { kind: 'webhook_offline' },
): Performed {
  return { task, outcome: outcomeOf(task, progressAfter(task, change), null), call: null };
}

function called(
  options: PerformOptions,
  dialect: Dialect,
  made: Omit<Parameters<typeof attemptOf>[0], 'type' | 'nextAttemptAt'>,
  task: DeliveryTask,
): Performed {
  const { outcome, at } = made;
  const errorKind = errorKindOf(outcome);
  const succeeded = errorKind === null;
  const { statusCode, durationMs } = outcome;
  const progress = progressAfter(task, {
    kind: 'attempted',
    succeeded,
    answer: { statusCode, retryAfter: outcome.responseHeaders?.['retry-after'] ?? null },
    at,
    now: options.now(),
    random: options.random(),
    retry: dialect.retry,
  });
  const type = task.progress.nextAttemptType ?? 'first_call';
  const attempt = attemptOf({ ...made, type, nextAttemptAt: progress.nextAttemptAt });
  return {
    task,
    outcome: outcomeOf(task, progress, { json: JSON.stringify(attempt), statusCode, errorKind }),
    call: { dialect, succeeded, statusCode, at, durationMs },
  };
}

function progressAfter(task: DeliveryTask, change: Parameters<typeof applyChange>[1]): DeliveryProgress {
  const progress = applyChange(task.progress, change);
  if (progress === null)
    throw new Error(`A delivery in state ${task.progress.state} cannot be ${change.kind}.`);
  return progress;
}

function outcomeOf(
  task: DeliveryTask,
  progress: DeliveryProgress,
  attempt: { json: string; statusCode: number; errorKind: string | null } | null,
): DeliveryOutcome {
  return {
    workspaceId: task.workspaceId,
    id: task.id,
    eventId: task.event.id,
    webhookId: task.webhookId,
    type: task.wire.type,
    subType: task.wire.subType,
    test: task.test,
    progress,
    attempt: attempt?.json ?? null,
    statusCode: attempt?.statusCode ?? null,
    errorKind: attempt?.errorKind ?? null,
  };
}
