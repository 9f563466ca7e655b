import type { OutgoingRequest, RequestInput } from '../dialect.ts';
import { signedHeadersOf, webhookHeaders } from '../standard-webhooks/headers.ts';
import { belfryVersion } from '../version.ts';
import { kindsWithEventId, payloadKinds } from './event-types.ts';

const userAgent = `Belfry/${belfryVersion} (webhooks; dialect=compilot)`;

/**
 * The recorded payload goes into the body as it is: nothing is parsed, and the body is the same byte for byte at
 * every retry, since it holds nothing of the call. The signature is over the call's own time.
 */
export function request({ event, wire, secrets, now }: RequestInput): OutgoingRequest {
  const body = `{"eventType":"${wire.type}","payload":${payloadOf(event)}}`;
  const signed = signedHeadersOf({ id: event.id, body, secrets, now });
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': userAgent,
      'svix-id': signed.id,
      'svix-timestamp': signed.timestamp,
      'svix-signature': signed.signature,
      ...webhookHeaders(signed),
    },
  };
}

/** A payload that says the event's id says it first: the recorded text has none. */
function payloadOf({ id, type, data }: RequestInput['event']): string {
  const kind = payloadKinds.get(type);
  if (kind === undefined) throw new Error(`${type} was recorded but is no event type of this dialect`);
  if (!kindsWithEventId.has(kind)) return data;
  return data === '{}' ? `{"id":"${id}"}` : `{"id":"${id}",${data.slice(1)}`;
}
