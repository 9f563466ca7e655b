import { isDeepStrictEqual } from 'node:util';
import { verify } from '@belfry/receiver';
import type { Act, Contract } from '../act.ts';
import { asJson } from '../json.ts';
import { story } from './story.ts';

/** Sub-events come inside their parent, or alone where only they are subscribed to; the object under its entity's name. */
const contract: Contract = {
  verify(headers, body, secrets) {
    const call = verify(headers, body, secrets);
    if (!call.ok) return call;
    const { event } = call;
    const subType = 'sub_event' in event ? (event.sub_event ?? null) : null;
    const { eventId, signedWith, retryCount } = call;
    return { ok: true, eventId, signedWith, retryCount, name: { type: event.event, subType } };
  },
  nameFor(events, { type, sub_type: subType = null }) {
    if (events.includes(type)) return { type, subType };
    return subType !== null && events.includes(subType) ? { type: subType, subType: null } : null;
  },
  carries(body, event) {
    const parts = Object.entries(Object(body));
    const objects = parts.filter(([name]) => !envelope.has(name)).map(([, object]) => object);
    const context = new Map(Object.entries(Object(new Map(parts).get('context'))));
    return (
      isDeepStrictEqual(objects, [asJson(event.data)]) &&
      Object.entries(event.context ?? {}).every(([name, value]) =>
        isDeepStrictEqual(context.get(name), asJson(value)),
      )
    );
  },
};

const envelope: ReadonlySet<string> = new Set(['event', 'sub_event', 'context']);

/** The life of a case. The second one who listens is down for its first two calls. */
export const caseAct: Act = {
  dialect: 'dotfile',
  title: 'First scene: Test Inc. is onboarded (dialect dotfile)',
  pace: 'Retries are in fast motion: after 1, 4, 13 and 40 seconds, where the contract says hours.',
  cast: [
    {
      name: 'CRM',
      refusals: 0,
      events: [
        'Case.Created',
        'Case.Updated',
        'Company.Created',
        'Individual.Created',
        'Check.Started',
        'Check.ReviewNeeded',
        'Check.Approved',
      ],
    },
    {
      name: 'Screening desk',
      refusals: 2,
      events: ['Check.Started', 'Check.ReviewNeeded', 'Check.Approved'],
    },
    { name: 'Account opening', refusals: 0, events: ['Case.StatusUpdated'] },
  ],
  story,
  contract,
};
