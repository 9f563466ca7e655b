import type { Performed } from './perform.ts';
import type { HealthCall, SuccessBook } from './success-book.ts';

/** Calls by webhook id, in no order. */
export type WebhookCalls = ReadonlyMap<string, readonly HealthCall[]>;

/** Comes before `healthCalls` of the same batch, and before the batch is written. */
export function noteSuccesses(successes: SuccessBook, batch: readonly Performed[]): void {
  for (const { call, task } of batch) {
    if (call?.dialect.health.tracksSuccess && call.succeeded && !task.test) successes.note(task, call);
  }
}

/** The failures, by webhook, and of these webhooks the successes that matter beside them. */
export function healthCalls(
  failed: readonly Performed[],
  batch: readonly Performed[],
  successes: SuccessBook,
): WebhookCalls {
  const calls = new Map<string, HealthCall[]>();
  for (const { task, call } of failed) {
    if (call === null) continue;
    const known = calls.get(task.webhookId);
    if (known !== undefined) known.push(call);
    else calls.set(task.webhookId, [call]);
  }
  for (const [webhookId, failures] of calls) {
    const failedAt = Math.min(...failures.map(({ at }) => at));
    failures.push(...successes.successesOf(webhookId, failedAt));
  }
  for (const { task, call } of batch) {
    if (!call?.dialect.health.tracksSuccess || !call.succeeded || task.test) continue;
    const known = calls.get(task.webhookId);
    if (known !== undefined && !known.includes(call)) known.push(call);
  }
  return calls;
}

/** Once the calls are in the health of their webhooks. */
export function markReported(successes: SuccessBook, calls: WebhookCalls, now: number): void {
  for (const [webhookId, made] of calls) {
    const [newest] = made.filter(({ succeeded }) => succeeded).toSorted((a, b) => b.at - a.at);
    if (newest !== undefined) successes.reported(webhookId, newest, now);
  }
}
