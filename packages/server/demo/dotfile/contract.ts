import { isDeepStrictEqual } from 'node:util';
import { verify } from '@belfry/receiver';
import type { Contract } from '../act.ts';

/** Sub-events come inside their parent, or alone where only they are subscribed to; the object under its entity's name. */
export const contract: Contract = {
  verify(headers, body, secrets) {
    const call = verify(headers, body, secrets);
    if (!call.ok) return call;
    const { event } = call;
    const subType = 'sub_event' in event ? (event.sub_event ?? null) : null;
    const { eventId, signedWith, retryCount } = call;
    return { ok: true, eventId, signedWith, retryCount, name: { type: event.event, subType } };
  },
  nameFor(events, { type, subType }) {
    if (events.includes(type)) return { type, subType };
    return subType !== null && events.includes(subType) ? { type: subType, subType: null } : null;
  },
  carries(body, event) {
    const parts = Object.entries(Object(body));
    const objects = parts.filter(([name]) => !envelope.has(name)).map(([, object]) => object);
    const context = new Map(Object.entries(Object(new Map(parts).get('context'))));
    return (
      isDeepStrictEqual(objects, [event.data]) &&
      Object.entries(event.context).every(([name, value]) => isDeepStrictEqual(context.get(name), value))
    );
  },
};

const envelope: ReadonlySet<string> = new Set(['event', 'sub_event', 'context']);
