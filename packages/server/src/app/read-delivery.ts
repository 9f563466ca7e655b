import { accepted, type Result } from '../domain/refusal.ts';
import { sampleSecret } from '../domain/secret-choice.ts';
import type { Workspace } from '../domain/workspace.ts';
import { type DeliveryDetail, findDelivery } from '../store/delivery-reading.ts';
import type { AppContext } from './context.ts';
import { noSuchDelivery } from './retry-delivery.ts';
import { dialectOf } from './workspace-dialect.ts';

export interface DeliveryWithBody {
  readonly delivery: DeliveryDetail;
  /** As sent at the last call; before the first, as it would be sent. Null where the event is gone. */
  readonly body: string | null;
}

/** Refuses not_found. */
export async function readDelivery(
  context: AppContext,
  workspace: Workspace,
  id: string,
): Promise<Result<DeliveryWithBody>> {
  const delivery = await findDelivery(context.sql, workspace.id, id);
  if (delivery === undefined) return noSuchDelivery();
  return accepted({ delivery, body: bodyOf(workspace, delivery, context.now()) });
}

/** Bodies are not kept: the same event at the same time makes the same body, whatever the secrets. */
export function bodyOf(workspace: Workspace, delivery: DeliveryDetail, now: number): string | null {
  const { event } = delivery;
  if (event === null) return null;
  const last = delivery.attempts.at(-1);
  const dialect = dialectOf(workspace);
  const request = dialect.request({
    workspace,
    event,
    wire: { type: delivery.type, subType: delivery.subType },
    retryCount: last?.retry_count ?? 0,
    secrets: { current: sampleSecret(dialect), old: null },
    now: last === undefined ? now : Date.parse(last.attempted_at),
  });
  return request.body;
}
