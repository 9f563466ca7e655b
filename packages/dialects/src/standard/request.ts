import type { OutgoingRequest, RequestInput } from '../dialect.ts';
import { signedHeadersOf, webhookHeaders } from '../standard-webhooks/headers.ts';
import { belfryVersion } from '../version.ts';

const userAgent = `Belfry/${belfryVersion} (webhooks; dialect=standard)`;

/**
 * `{type, timestamp, data}` as the Standard Webhooks specification lays it out. `timestamp` is when the event
 * happened, so that the whole body is the same byte for byte at every retry; the call's own moment is in the header.
 */
export function request({ event, wire, secrets, now }: RequestInput): OutgoingRequest {
  const body = `{"type":"${wire.type}","timestamp":"${new Date(event.occurredAt).toISOString()}","data":${event.data}}`;
  const signed = signedHeadersOf({ id: event.id, body, secrets, now });
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': userAgent,
      ...webhookHeaders(signed),
    },
  };
}
