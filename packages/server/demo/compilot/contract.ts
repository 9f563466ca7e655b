import { isDeepStrictEqual } from 'node:util';
import { verify } from '@belfry/receiver';
import type { Contract } from '../act.ts';

/** `{eventType, payload}`, signed as Svix signs. In a customer's payload `id` is the event's. */
export const contract: Contract = {
  verify(headers, body, secrets) {
    const call = verify(headers, body, secrets, { scheme: 'compilot' });
    if (!call.ok) return call;
    const { eventId, signedWith, event } = call;
    return {
      ok: true,
      eventId,
      signedWith,
      retryCount: null,
      name: { type: event.eventType, subType: null },
    };
  },
  nameFor: (events, { type }) => (events.includes(type) ? { type, subType: null } : null),
  carries(body, { type, data }, eventId) {
    const id = type.startsWith('customer.') ? { id: eventId } : {};
    return isDeepStrictEqual(body, { eventType: type, payload: { ...Object(data), ...id } });
  },
};
