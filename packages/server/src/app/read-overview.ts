import { accepted, type Result, refused } from '../domain/refusal.ts';
import type { Workspace } from '../domain/workspace.ts';
import {
  type FailingWebhook,
  type Period,
  readFailingWebhooks,
  readFailureReasons,
  readWaiting,
} from '../store/overview.ts';
import type { FailureCount } from '../store/stats-writing.ts';
import type { AppContext } from './context.ts';

export interface Overview {
  /** Most failed calls first. */
  readonly failing: readonly (FailingWebhook & { readonly reasons: readonly FailureCount[] })[];
  readonly pending: number;
  readonly due: number;
  readonly held: number;
  readonly dueLagMs: number;
}

export interface OverviewLimits {
  readonly failingWebhooksMax: number;
  readonly failureReasonsMax: number;
  readonly waitingCountMax: number;
}

/** Counts are kept by the minute for each webhook: so much of them is read at once. */
export const overviewPeriodMsMax = 31 * 24 * 3_600_000;

/** Refuses invalid_request for a time range that is empty or longer than 31 days. */
export async function readOverview(
  { sql, now }: AppContext,
  { id }: Workspace,
  period: Period,
  { failingWebhooksMax, failureReasonsMax, waitingCountMax }: OverviewLimits,
): Promise<Result<Overview>> {
  const lengthMs = period.to - period.from;
  if (lengthMs <= 0) return refused('invalid_request', 'The time range is empty: `from` lies before `to`.');
  if (lengthMs > overviewPeriodMsMax) {
    return refused('invalid_request', 'The time range is longer than 31 days: ask for less.');
  }
  const at = now();
  const [webhooks, waiting] = await Promise.all([
    readFailingWebhooks(sql, id, period, failingWebhooksMax),
    readWaiting(sql, id, at, waitingCountMax),
  ]);
  const ids = webhooks.map((webhook) => webhook.id);
  const reasons = ids.length === 0 ? new Map() : await readFailureReasons(sql, id, ids, period);
  const { dueSince, ...counts } = waiting;
  return accepted({
    ...counts,
    failing: webhooks.map((webhook) => ({
      ...webhook,
      reasons: (reasons.get(webhook.id) ?? []).slice(0, failureReasonsMax),
    })),
    dueLagMs: dueSince === null ? 0 : Math.max(0, at - dueSince),
  });
}
