import type { Dialect, EventName, OutgoingRequest, ValidEvent } from '@belfry/dialects';
import { callRequest } from './call-request.ts';
import { applyChange, type DeliveryProgress, newDelivery } from './delivery.ts';
import { accepted, type Result, refused } from './refusal.ts';
import type { Webhook } from './webhook.ts';

/** Says of a call that it is a test: a receiver may answer it without acting on it. */
export const testHeader = 'belfry-test';

export interface TestCall {
  readonly event: ValidEvent;
  readonly wire: EventName;
  readonly request: OutgoingRequest;
}

/** Refuses validation_failed where the catalogue has no such type. `eventId` is the id of the example event. */
export function testCall(input: {
  readonly dialect: Dialect;
  readonly workspace: { readonly id: string; readonly name: string };
  readonly webhook: Webhook;
  readonly type: string;
  readonly eventId: string;
  readonly now: number;
}): Result<TestCall> {
  const { dialect, webhook, type, now } = input;
  const entry = dialect.catalogue.find((candidate) => candidate.type === type);
  if (entry === undefined) {
    const message = `No event type of the ${dialect.name} catalogue: ${type}`;
    return refused('validation_failed', message, [{ path: 'type', message }]);
  }
  const validation = dialect.validate(entry.example);
  if (!validation.ok) throw new Error(`The catalogue's example of ${type} does not validate.`);
  const { event } = validation;
  const wire = wireOf(dialect, webhook, type, event.name);
  const request = callRequest({
    dialect,
    workspace: input.workspace,
    webhook,
    event: {
      id: input.eventId,
      type: event.name.type,
      context: event.context,
      data: event.data,
      occurredAt: now,
    },
    wire,
    retryCount: 0,
    now,
  });
  const headers = { ...request.headers, [testHeader]: 'true' };
  return accepted({ event, wire, request: { body: request.body, headers } });
}

/** A test is over after its one call. */
export function afterTestCall(call: {
  at: number;
  now: number;
  succeeded: boolean;
  statusCode: number;
}): DeliveryProgress {
  const progress = applyChange(newDelivery(call.at), {
    kind: 'attempted',
    succeeded: call.succeeded,
    answer: { statusCode: call.statusCode, retryAfter: null },
    at: call.at,
    now: call.now,
    random: 0,
    retry: { automaticRetriesMax: 0, nextAttemptAt: () => null },
  });
  if (progress === null) throw new Error('A new delivery takes its first attempt.');
  return progress;
}

/** As the webhook would get it; as one subscribed to that type alone would, where it is not subscribed. */
function wireOf(dialect: Dialect, webhook: Webhook, type: string, name: EventName): EventName {
  return dialect.match(new Set(webhook.events), name) ?? dialect.match(new Set([type]), name) ?? name;
}
