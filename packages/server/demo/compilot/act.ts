import { isDeepStrictEqual } from 'node:util';
import { verify } from '@belfry/receiver';
import type { Act, Contract } from '../act.ts';
import { asJson } from '../json.ts';
import { story } from './story.ts';

/** `{eventType, payload}`, signed as Svix signs. In a customer's payload `id` is the event's. */
const contract: Contract = {
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
    return isDeepStrictEqual(body, { eventType: type, payload: { ...Object(asJson(data)), ...id } });
  },
};

/** A customer's KYC, from sign-up to approval. The second one who listens is down for its first two calls. */
export const kycAct: Act = {
  dialect: 'compilot',
  title: 'Second scene: Ingrid Solberg passes her KYC (dialect compilot)',
  pace: 'Retries are in fast motion again: five minutes pass in a second.',
  cast: [
    {
      name: 'Onboarding',
      refusals: 0,
      events: ['customer.created', 'customer.updated', 'send.verification.flow', 'send.scenario'],
    },
    { name: 'Compliance desk', refusals: 2, events: ['alert.created', 'alert.updated'] },
    { name: 'Wallet service', refusals: 0, events: ['customer.updated'] },
  ],
  story,
  contract,
};
