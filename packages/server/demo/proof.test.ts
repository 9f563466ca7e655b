import { expect, test } from 'vitest';
import { contract } from './dotfile/contract.ts';
import { type CausedEvent, type Evidence, expectedOf, findings, type StoredDelivery } from './proof.ts';
import type { Received } from './receiver.ts';

const subscription = { receiver: 'CRM', webhookId: 'w', events: ['Case.Updated'] };
const data = { id: 'c', status: 'approved', metadata: { plan: 'growth' } };
const caused: CausedEvent = {
  request: 'POST /cases/{id}/reviews',
  event: {
    type: 'Case.Updated',
    subType: 'Case.StatusUpdated',
    data,
    context: {},
    says: { status: 'approved' },
  },
  id: 'e',
};

interface Changes {
  readonly call?: Partial<Received>;
  readonly delivery?: Partial<StoredDelivery>;
}

/** One event, one receiver, one call: as it should be, but for what is said. */
function evidenceOf(one: CausedEvent = caused, record: object = data, changes: Changes = {}): Evidence {
  const name = { type: 'Case.Updated', subType: 'Case.StatusUpdated' };
  const body = JSON.stringify({
    event: name.type,
    sub_event: name.subType,
    context: { event_id: 'e' },
    case: record,
  });
  const call: Received = {
    receiver: 'CRM',
    call: { ok: true, eventId: 'e', name, signedWith: 'current', retryCount: 0 },
    retryCount: 0,
    body,
    answered: 200,
    note: '',
    ...changes.call,
  };
  const delivery: StoredDelivery = {
    event_id: 'e',
    webhook_id: 'w',
    state: 'succeeded',
    body,
    attempts: [{}],
    ...changes.delivery,
  };
  return {
    requestCount: 1,
    caused: [one],
    beyond: [],
    expected: expectedOf([one], [subscription], contract),
    calls: [call],
    stored: [delivery],
  };
}

const marks = (evidence: Evidence) => findings(evidence).map(({ ok }) => ok);
const good = evidenceOf();
const twice = [...good.calls, ...good.calls];
const changed = (changes: Changes) => evidenceOf(caused, data, changes);

test('what is as it should be is found to be so', () => {
  expect(marks(good)).toStrictEqual([true, true, true, true, true, true]);
});

test.each<[string, Evidence, readonly number[]]>([
  ['an event that no API call promises', { ...good, beyond: [{}] }, [0]],
  ['another event in the place of the promised one', evidenceOf({ ...caused, id: null }), [0, 1, 3, 4]],
  ['a call that did not come', { ...good, calls: [] }, [1, 3, 4, 5]],
  ['a call too many', { ...good, calls: twice }, [1, 5]],
  ['a call that is not signed', changed({ call: { call: null, answered: 401 } }), [1, 2, 3, 4]],
  ['another record than the API has', evidenceOf(caused, { ...data, metadata: null }), [3]],
  [
    'a record that is not as the story left it',
    evidenceOf({ ...caused, event: { ...caused.event, says: { status: 'rejected' } } }),
    [3],
  ],
  ['another body in the log', changed({ delivery: { body: '{}' } }), [4]],
  ['a delivery without its end', changed({ delivery: { state: 'pending' } }), [5]],
])('%s is found', (_, evidence, wrong) => {
  expect(marks(evidence).flatMap((ok, index) => (ok ? [] : [index]))).toStrictEqual(wrong);
});
