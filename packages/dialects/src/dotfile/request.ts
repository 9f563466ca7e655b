import type { OutgoingRequest, RequestInput } from '../dialect.ts';
import { belfryVersion } from '../version.ts';
import { entityKeys } from './event-types.ts';
import { retry } from './retry.ts';
import { signatureOf } from './signature.ts';

const userAgent = `Belfry/${belfryVersion} (webhooks; dialect=dotfile)`;

/**
 * The recorded texts go into the body as they are, between a prefix and a suffix: nothing is parsed, and the
 * object is the same byte for byte at every retry. `timestamp` is in UNIX seconds and is the call's own.
 */
export function request(input: RequestInput): OutgoingRequest {
  const remaining = String(Math.max(0, retry.automaticRetriesMax - input.retryCount));
  const body = bodyOf(input, remaining);
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'user-agent': userAgent,
    'dotfile-signature': signatureOf(body, input.secrets.current),
    'dotfile-event-id': input.event.id,
    'dotfile-retry-count': String(input.retryCount),
    'dotfile-remaining-retry-count': remaining,
  };
  if (input.secrets.old !== null) headers['dotfile-old-signature'] = signatureOf(body, input.secrets.old);
  return { body, headers };
}

function bodyOf({ workspace, event, wire, retryCount, now }: RequestInput, remaining: string): string {
  const subEvent = wire.subType === null ? '' : `,"sub_event":"${wire.subType}"`;
  const common =
    `{"workspace":{"id":"${workspace.id}","name":${JSON.stringify(workspace.name)}}` +
    `,"timestamp":${Math.floor(now / 1000)},"event_id":"${event.id}"` +
    `,"retry_count":${retryCount},"remaining_retry_count":${remaining}`;
  const context = event.context === '{}' ? `${common}}` : `${common},${event.context.slice(1)}`;
  return `{"event":"${wire.type}"${subEvent},"context":${context},${objectOf(event)}}`;
}

/** Without the closing brace of the body. */
function objectOf(event: RequestInput['event']): string {
  const key = entityKeys.get(event.type.slice(0, event.type.indexOf('.')));
  if (key === undefined) throw new Error(`${event.type} was recorded but is no event type of this dialect`);
  return key === null ? event.data.slice(1, -1) : `"${key}":${event.data}`;
}
