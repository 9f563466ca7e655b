import { attemptsPerDeliveryMax } from '../domain/attempt.ts';
import { applyChange } from '../domain/delivery.ts';
import { accepted, type Refusal, type Result, refused } from '../domain/refusal.ts';
import type { Webhook } from '../domain/webhook.ts';
import type { Workspace } from '../domain/workspace.ts';
import { type DeliveryDetail, findDelivery } from '../store/delivery-reading.ts';
import { lockDelivery, type RetriableDelivery, saveProgress } from '../store/delivery-retry.ts';
import { notifyDue } from '../store/publication.ts';
import { findWebhook } from '../store/webhooks.ts';
import type { AppContext } from './context.ts';

/**
 * Makes the delivery due at once, in whatever state it is; one that succeeded is sent again. Refuses not_found,
 * invalid_request (a test), webhook_offline, delivery_in_flight, attempt_limit_reached.
 */
export async function retryDelivery(
  context: AppContext,
  workspace: Workspace,
  id: string,
): Promise<Result<DeliveryDetail>> {
  const retried = await context.sql.begin(async (sql): Promise<Result<DeliveryDetail>> => {
    const delivery = await lockDelivery(sql, workspace.id, id);
    if (delivery === undefined) return noSuchDelivery();
    const webhook = await findWebhook(sql, context.secretBox, workspace.id, delivery.webhookId);
    const refusal = retryRefusal(delivery, webhook);
    if (refusal !== null) return { ok: false, refusal };
    const progress = applyChange(delivery.progress, { kind: 'manual_retry_requested', now: context.now() });
    if (progress === null)
      throw new Error(`A delivery in state ${delivery.progress.state} cannot be retried.`);
    await saveProgress(sql, workspace.id, id, progress);
    await notifyDue(sql);
    const changed = await findDelivery(sql, workspace.id, id);
    return changed === undefined ? noSuchDelivery() : accepted(changed);
  });
  if (retried.ok) context.changed(workspace.id, 'deliveries', retried.value.webhookId);
  return retried;
}

export function noSuchDelivery(): Result<never> {
  return refused('not_found', 'No delivery with this id in the workspace.');
}

function retryRefusal(delivery: RetriableDelivery, webhook: Webhook | undefined): Refusal | null {
  if (delivery.test) {
    return {
      code: 'invalid_request',
      message: 'A test is over after its one call; make another test instead.',
    };
  }
  if (webhook === undefined) {
    return {
      code: 'not_found',
      message: 'The webhook of this delivery was deleted; there is nowhere to send it.',
    };
  }
  if (webhook.status === 'offline') {
    return { code: 'webhook_offline', message: 'The webhook is offline; set it online before you retry.' };
  }
  if (delivery.leased) {
    return {
      code: 'delivery_in_flight',
      message: 'A call of this delivery is under way; wait for its outcome.',
    };
  }
  if (delivery.progress.attemptCount >= attemptsPerDeliveryMax) {
    const message = `This delivery was attempted ${attemptsPerDeliveryMax} times; publish the event again instead.`;
    return { code: 'attempt_limit_reached', message };
  }
  return null;
}
