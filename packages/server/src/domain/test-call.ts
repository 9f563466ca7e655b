import type { Dialect, EventName, EventType, OutgoingRequest, ValidEvent } from '@belfry/dialects';
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

/**
 * Without a `type`, the first of the webhook's event types that may be published; where it subscribes to a group of
 * types, the first of the group. Refuses validation_failed where there is no such type.
 * `eventId` is the id of the example event.
 */
export function testCall(input: {
  readonly dialect: Dialect;
  readonly workspace: { readonly id: string; readonly name: string };
  readonly webhook: Webhook;
  readonly type: string | undefined;
  readonly eventId: string;
  readonly now: number;
}): Result<TestCall> {
  const { dialect, webhook, now } = input;
  const example = input.type === undefined ? firstExample(dialect, webhook) : exampleOf(dialect, input.type);
  if (!example.ok) return example;
  const { event, type } = example.value;
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

interface Example {
  /** The row of the catalogue. */
  readonly type: string;
  readonly event: ValidEvent;
}

function exampleOf(dialect: Dialect, type: string): Result<Example> {
  const row = dialect.catalogue.find((candidate) => candidate.type === type);
  return row === undefined
    ? untestable(`No event type that may be published: ${type}`)
    : accepted(validExample(dialect, row));
}

function firstExample(dialect: Dialect, webhook: Webhook): Result<Example> {
  for (const subscribed of webhook.events) {
    const alone = new Set([subscribed]);
    const row = dialect.catalogue.find((candidate) => dialect.match(alone, nameOf(candidate)) !== null);
    if (row !== undefined) return accepted(validExample(dialect, row));
  }
  const subscribed = webhook.events.join(', ');
  return untestable(
    `The webhook subscribes to ${subscribed}, and no event type that may be published is among them.`,
  );
}

function validExample(dialect: Dialect, { type, example }: EventType): Example {
  const validation = dialect.validate(example);
  if (!validation.ok) throw new Error(`The catalogue's example of ${type} does not validate.`);
  return { type, event: validation.event };
}

function nameOf({ type, parent }: EventType): EventName {
  return parent === null ? { type, subType: null } : { type: parent, subType: type };
}

function untestable(message: string): Result<never> {
  return refused('validation_failed', message, [{ path: 'type', message }]);
}

/** As the webhook would get it; as one subscribed to that type alone would, where it is not subscribed. */
function wireOf(dialect: Dialect, webhook: Webhook, type: string, name: EventName): EventName {
  return dialect.match(new Set(webhook.events), name) ?? dialect.match(new Set([type]), name) ?? name;
}
