import { bodyOf } from '../../app/read-delivery.ts';
import type { Attempt } from '../../domain/attempt.ts';
import { idTime } from '../../domain/id.ts';
import type { Condition, Listing } from '../../domain/listing.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { DeliveryField } from '../../store/delivery-pages.ts';
import type { DeliveryDetail } from '../../store/delivery-reading.ts';
import { isUuid } from './filter-value.ts';
import type { ListRules } from './list-query.ts';

type LogField = 'event' | 'case_id' | 'individual_id' | 'company_id' | 'created_at';

export const webhookLogRules: ListRules<LogField, 'created_at'> = {
  filters: {
    event: { type: 'text', operators: ['eq', 'not_eq', 'in', 'not_in'] },
    case_id: { type: 'uuid', operators: ['eq', 'not_eq'] },
    individual_id: { type: 'uuid', operators: ['eq', 'not_eq'] },
    company_id: { type: 'uuid', operators: ['eq', 'not_eq'] },
    created_at: { type: 'instant', operators: ['eq', 'not_eq', 'gt', 'gte', 'lt', 'lte'] },
  },
  sortFields: ['created_at'],
  sortDefault: [{ field: 'created_at', descending: true }],
  limitMax: 50,
};

const deliveryFields: Readonly<Record<LogField, DeliveryField>> = {
  event: 'type',
  case_id: 'subject.case_id',
  individual_id: 'subject.individual_id',
  company_id: 'subject.company_id',
  created_at: 'created_at',
};

/** A log is a delivery that was attempted: the listing in the store's words. */
export function deliveryListing(
  listing: Listing<LogField, 'created_at'>,
): Listing<DeliveryField, 'created_at'> {
  const conditions = listing.conditions.map(
    (condition): Condition<DeliveryField> => ({ ...condition, field: deliveryFields[condition.field] }),
  );
  return { ...listing, conditions };
}

/** Dotfile's `WebhookLog`. `event` is the wire event, `endpoint` the URL of the latest attempt. */
export function webhookLog(workspace: Workspace, delivery: DeliveryDetail) {
  const last = delivery.attempts.at(-1);
  if (last === undefined) throw new Error(`Delivery ${delivery.id} was not attempted and has no log`);
  const body = bodyOf(workspace, delivery, Date.parse(last.attempted_at));
  return {
    id: delivery.id,
    event: delivery.type,
    status_code: last.status_code,
    endpoint: last.url,
    retry_count: delivery.retriesMade,
    case_id: subjectId(delivery, 'case_id'),
    individual_id: subjectId(delivery, 'individual_id'),
    company_id: subjectId(delivery, 'company_id'),
    webhook_id: delivery.webhookId,
    created_at: new Date(idTime(delivery.id)).toISOString(),
    last_attempt_at: last.attempted_at,
    payload: body === null ? {} : JSON.parse(body),
    next_retry_at: nextRetryAt(delivery),
    attempts: delivery.attempts.map(webhookLogAttempt).reverse(),
  };
}

/** Dotfile's `WebhookLogAttempt`. */
function webhookLogAttempt(attempt: Attempt) {
  return {
    type: attempt.type,
    endpoint: attempt.url,
    status_code: attempt.status_code,
    request_headers: attempt.request_headers,
    response_headers: attempt.response_headers,
    response_body: attempt.response_body,
    attempted_at: attempt.attempted_at,
  };
}

/** Dotfile's ids are UUIDs: what a publisher put there instead is not shown as one. */
function subjectId(delivery: DeliveryDetail, key: string): string | null {
  const value = delivery.subject?.[key];
  return value !== undefined && isUuid(value) ? value : null;
}

function nextRetryAt({ nextAttemptAt, nextAttemptType }: DeliveryDetail): string | null {
  if (nextAttemptAt === null || nextAttemptType !== 'automatic_retry') return null;
  return new Date(nextAttemptAt).toISOString();
}
