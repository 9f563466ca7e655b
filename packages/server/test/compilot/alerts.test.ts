import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CompilotRig, compilotRig } from './compilot-rig.ts';

let rig: CompilotRig;
let customerId: string;
beforeAll(async () => {
  rig = await compilotRig();
  customerId = (await rig.newCustomer({ externalCustomerId: 'user-1' })).customerId;
  const types = ['alert.created', 'alert.updated', 'alert.deleted'];
  await rig.subscribe(types);
});
beforeEach(() => rig.clock.advance(60_000));
afterAll(() => rig.close());

const now = () => new Date(rig.clock.now()).toISOString();

async function expectCall(eventType: string, payload: object): Promise<void> {
  expect(await rig.calls(1)).toEqual([{ id: expect.any(String), eventType, payload }]);
}

const open = (body: Readonly<Record<string, unknown>> = {}) =>
  rig.answer('POST', '/alerts', { customerId, severity: 'High', ...body }, 201);

describe('an alert', () => {
  it('is told of when it is opened, changed and deleted, each time as it then is', async () => {
    const body = {
      status: 'Pending',
      scenarioAlertCount: 2,
      workflowName: 'Onboarding of individuals',
      workflowId: 'w-1',
      reason: 'The wallet received funds from a mixer',
    };
    const tags = [{ title: 'Wallet screening', type: 'scenario' }, { title: 'Urgent' }];
    const opened = await open({ ...body, tags });
    const tag = { id: expect.any(String), createdAt: now(), updatedAt: null };
    const image = {
      id: opened.id,
      severity: 'High',
      ...body,
      externalCustomerId: 'user-1',
      customerId,
      createdAt: now(),
      updatedAt: null,
      tags: [
        { ...tag, title: 'Wallet screening', type: 'scenario' },
        { ...tag, title: 'Urgent', type: 'custom' },
      ],
    };
    expect(opened).toEqual(image);
    await expectCall('alert.created', opened);

    rig.clock.advance(1_000);
    const patch = { severity: 'Medium', status: 'Closed', scenarioAlertCount: null, workflowId: null };
    const changed = { ...opened, ...patch, updatedAt: now(), tags: [opened.tags[1]] };
    const kept = { title: 'Urgent', type: 'custom' };
    expect(await rig.answer('PATCH', `/alerts/${opened.id}`, { ...patch, tags: [kept] })).toEqual(changed);
    await expectCall('alert.updated', changed);
    expect(await rig.answer('GET', `/alerts/${opened.id}`)).toEqual(changed);

    await rig.answer('DELETE', `/alerts/${opened.id}`, undefined, 204);
    await expectCall('alert.deleted', changed);
    await rig.refusal('GET', `/alerts/${opened.id}`, 404);
  });

  it('has what is said of it and otherwise the least', async () => {
    expect(await open()).toMatchObject({
      status: 'Open',
      scenarioAlertCount: null,
      workflowName: null,
      workflowId: null,
      reason: null,
      tags: [],
    });
    await rig.calls(1);
  });

  it('that a patch leaves as it was is not told of, and keeps its time', async () => {
    const opened = await open({ reason: 'x', tags: [{ title: 'Same' }] });
    await rig.calls(1);
    const events = await rig.eventCount();
    rig.clock.advance(1_000);
    const same = {
      severity: 'High',
      reason: 'x',
      tags: [{ title: 'Same', type: 'custom' }, { title: 'Same' }],
    };
    expect(await rig.answer('PATCH', `/alerts/${opened.id}`, same)).toEqual(opened);
    expect(await rig.answer('PATCH', `/alerts/${opened.id}`, {})).toEqual(opened);
    expect(await rig.eventCount()).toBe(events);
  });

  it('shares its tags with others: one title of one type is one tag', async () => {
    const [a, b] = await Promise.all([
      open({ tags: [{ title: 'Shared' }] }),
      open({ tags: [{ title: 'Shared' }, { title: 'Shared', type: 'scenario' }] }),
    ]);
    expect(b.tags[0]).toEqual(a.tags[0]);
    expect(b.tags[1].id).not.toBe(a.tags[0].id);
    const { data } = await rig.answer('GET', `/alerts?tagId=${a.tags[0].id}`);
    expect(data.map(({ id }: { id: string }) => id).sort()).toEqual([a.id, b.id].sort());
    await rig.calls(2);
  });

  it('is found by customer, severity and status', async () => {
    const { customerId: other } = await rig.newCustomer();
    const opened = await open({ customerId: other, severity: 'Low', status: 'Escalated' });
    await rig.calls(1);
    const only = { data: [opened], totalCount: 1 };
    expect(await rig.answer('GET', `/alerts?customerId=${other.toUpperCase()}`)).toEqual(only);
    expect(await rig.answer('GET', '/alerts?severity=Low&status=Escalated')).toEqual(only);
    expect((await rig.answer('GET', `/alerts?customerId=${other}&severity=High`)).totalCount).toBe(0);
  });

  it('is found by its events’ subject in the management API', async () => {
    const { id } = await open();
    await rig.calls(1);
    for (const subject of [`alert_id:${id}`, `customer_id:${customerId}`]) {
      const { json } = await rig.api.call('GET', `/events?subject=${subject}&type=alert.created`);
      const ids = json.data.map((event: { data: { id: string } }) => event.data.id);
      expect(ids).toContain(id);
    }
  });
});
