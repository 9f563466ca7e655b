import { type Client, createClient } from '@belfry/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../until.ts';
import { type ChecksRig, checksRig, type Subjects } from './check-rig.ts';

let rig: ChecksRig;
let client: Client;
let subjects: Subjects;
let checkId: string;

beforeAll(async () => {
  rig = await checksRig();
  client = createClient({ baseUrl: rig.baseUrl, key: rig.key });
  await rig.subscribe('All', ['Case.Created', 'Individual.Created', 'Company.Created', 'Check.Started']);
  subjects = await rig.subjects();
  const body = { individual_id: subjects.individual, settings: {} };
  checkId = (await rig.start('aml', body)).id;
});
afterAll(() => rig.close());

const value = async <Value>(
  call: Promise<{ ok: true; value: Value } | { ok: false; failure: unknown }>,
): Promise<Value> => {
  const result = await call;
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};

describe('records', () => {
  it('are counted by kind, with their labels, and only kinds that people may look at', async () => {
    const { data } = await value(client.records.kinds());
    expect(data.slice(0, 4)).toEqual([
      { kind: 'case', label: 'Cases', count: 1 },
      { kind: 'individual', label: 'Individuals', count: 1 },
      { kind: 'company', label: 'Companies', count: 1 },
      { kind: 'check', label: 'Checks', count: 1 },
    ]);
    expect(data.map(({ kind }) => kind)).not.toContain('case_report_file');
  });

  it('are listed newest first in pages, of every kind or of one', async () => {
    const all = await value(client.records.list({ limit: 3 }));
    expect(all.data.map(({ kind }) => kind)).toEqual(['check', 'company', 'individual']);
    const rest = await value(client.records.list({ limit: 3, cursor: all.next_cursor ?? '' }));
    expect(rest.data.map(({ id }) => id)).toContain(subjects.caseId);
    const cases = await value(client.records.list({ kind: 'case' }));
    expect(cases.data).toMatchObject([
      { id: subjects.caseId, kind: 'case', parent_id: null, root_id: subjects.caseId, status: 'open' },
    ]);
    expect((await value(client.records.list({ kind: 'case_report_file' }))).data).toEqual([]);
  });

  it('are found by id, by external id, and by text in their names or other texts', async () => {
    const { id } = await rig.createCase({ name: 'Zebra 100%_ Ltd', external_id: 'crm-77' });
    const found = async (text: string) =>
      (await value(client.records.list({ text }))).data.map((record) => record.id);
    expect(await found(id)).toEqual([id]);
    expect(await found('crm-77')).toEqual([id]);
    expect(await found('zebra 100%_')).toEqual([id]);
    expect(await found('CRM-7')).toEqual([id]);
    expect(await found('%')).toEqual([id]);
    expect(await found('no such record')).toEqual([]);
    const person = await value(client.records.get(subjects.individual));
    expect(await found(person.name?.split(' ')[0] ?? '')).toContain(subjects.individual);
  });

  it('are read with what is stored, what they hold, and what they are found by', async () => {
    const held = await value(client.records.get(subjects.caseId));
    expect(held.document).toMatchObject({ status: 'open' });
    expect(held.children.map(({ id }) => id)).toEqual([subjects.individual, subjects.company]);
    expect(held.subject).toEqual({ key: 'case_id', value: subjects.caseId });
    const person = await value(client.records.get(subjects.individual));
    expect(person).toMatchObject({
      kind: 'individual',
      parent_id: subjects.caseId,
      root_id: subjects.caseId,
    });
    expect(person.children).toMatchObject([{ id: checkId, kind: 'check', name: 'aml' }]);
    const company = await value(client.records.get(subjects.company));
    for (const [{ subject }, key, id] of [
      [person, 'individual_id', subjects.individual],
      [company, 'company_id', subjects.company],
      [await value(client.records.get(checkId)), 'individual_id', subjects.individual],
    ] as const) {
      expect(subject).toEqual({ key, value: id });
    }
  });

  it('are of one workspace', async () => {
    const other = createClient({ baseUrl: rig.baseUrl, key: rig.otherKey });
    expect((await value(other.records.list())).data).toEqual([]);
    expect(await other.records.get(subjects.caseId)).toMatchObject({ failure: { status: 404 } });
    expect((await value(other.records.kinds())).data[0]).toMatchObject({ count: 0 });
  });

  it('lead to their events and deliveries by their subject', async () => {
    const found = async (key: string, id: string) => {
      const subject = `${key}:${id}`;
      const [events, deliveries] = await Promise.all([
        value(client.events.list({ subject })),
        value(client.deliveries.list({ subject })),
      ]);
      // The clock stands: what happened in one millisecond is in no order.
      return [events, deliveries].map(({ data }) => data.map(({ type }) => type).sort());
    };
    await until(async () => (await value(client.deliveries.list({ state: 'succeeded' }))).data.length >= 5);
    for (const types of await found('individual_id', subjects.individual)) {
      expect(types).toEqual(['Check.Started', 'Individual.Created']);
    }
    for (const types of await found('company_id', subjects.company))
      expect(types).toEqual(['Company.Created']);
    const [events, deliveries] = await found('case_id', subjects.caseId);
    expect(deliveries).toEqual(['Case.Created', 'Check.Started', 'Company.Created', 'Individual.Created']);
    expect(events).toEqual(expect.arrayContaining(deliveries ?? []));
  });
});
