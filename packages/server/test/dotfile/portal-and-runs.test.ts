import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answerShapes } from './answer-shapes.ts';
import * as resources from './case-resources.ts';
import { type RecordsRig, recordsRig } from './records-rig.ts';

let rig: RecordsRig;
beforeAll(async () => {
  rig = await recordsRig({ startMs: Date.parse('2026-11-22T10:00:00.250Z') });
  await rig.subscribe('all', [
    'Case.ClientPortalWaitStepTriggered',
    'AutonomyChatRun.Completed',
    'AutonomyChatRun.Failed',
  ]);
});
beforeEach(() => rig.clock.advance(60_000));
afterAll(() => rig.close());

const portal = { id: '2f0c4a90-6a2b-4c3e-9d1f-5b7a8c9d0e1f', name: 'Onboarding', type: 'KYC' };
const clientPortal = resources.detailedCase.shape.client_portal;
const completion = z.strictObject({ completed_wait_step_keys: z.array(z.string()) });

const reach = (id: string, body: object) =>
  rig.answer('POST', `/cases/${id}/client-portal/wait-steps`, clientPortal, { status: 201, body });
const complete = async (id: string, body: object = {}) => {
  const path = `/cases/${id}/complete-client-portal-wait-step`;
  return (await rig.answer('POST', path, completion, { body })).completed_wait_step_keys;
};

describe('a step of the client portal that waits', () => {
  it('is told of once, with the case as it then is', async () => {
    const { id } = await rig.createCase({ external_id: 'customer-1' });
    const body = { client_portal: portal, wait_step_key: 'documents_sent' };
    expect(await reach('customer-1', body)).toEqual({ ...portal, wait_step_key: 'documents_sent' });
    const image = await rig.readCase(id);
    expect(image).toMatchObject({
      client_portal: { ...portal, wait_step_key: 'documents_sent' },
      last_contact_action_at: image.updated_at,
    });
    const [call] = await rig.calls(1);
    expect(call?.body).toEqual(rig.bodyOf('Case.ClientPortalWaitStepTriggered', null, { case: image }));
    const before = await rig.eventCount();
    rig.clock.advance(1_000);
    await reach(id, { wait_step_key: 'documents_sent' });
    expect(await rig.readCase(id)).toEqual(image);
    expect(await rig.eventCount()).toBe(before);
    await reach(id, { wait_step_key: 'signed' });
    expect(await rig.eventCount()).toBe(before + 1);
    await rig.calls(1);
  });

  it('is completed without an event, by name or whatever it is, and may then be reached again', async () => {
    const { id } = await rig.createCase({ status: 'draft' });
    expect(await complete(id)).toEqual([]);
    await reach(id, { client_portal: portal, wait_step_key: 'signed' });
    expect(await complete(id, { wait_step_key: 'other' })).toEqual([]);
    expect(await complete(id, { client_portal_id: id })).toEqual([]);
    const before = await rig.eventCount();
    expect(await complete(id, { client_portal_id: portal.id, wait_step_key: 'signed' })).toEqual(['signed']);
    expect((await rig.readCase(id)).client_portal).toEqual({ ...portal, wait_step_key: null });
    expect(await complete(id)).toEqual([]);
    expect(await rig.eventCount()).toBe(before);
    await reach(id, { wait_step_key: 'signed' });
    expect(await complete(id)).toEqual(['signed']);
    expect((await rig.calls(2)).map(({ body }) => body['event'])).toEqual([
      'Case.ClientPortalWaitStepTriggered',
      'Case.ClientPortalWaitStepTriggered',
    ]);
  });

  it.each([
    ['client-portal/wait-steps', {}, 'wait_step_key: Expected a text of 1 to 255 characters.'],
    ['client-portal/wait-steps', { wait_step_key: 'a', step: 1 }, 'step: Is not known here.'],
    [
      'client-portal/wait-steps',
      { wait_step_key: 'a', client_portal: { ...portal, type: 'KYX' } },
      'client_portal.type: Expected KYB or KYC.',
    ],
    ['complete-client-portal-wait-step', {}, 'status: The case is open; expected draft.'],
    ['complete-client-portal-wait-step', { client_portal_id: 1 }, 'client_portal_id: Expected a UUID.'],
  ])('is not reached or completed by POST %s %j', async (path, body, message) => {
    const { id } = await rig.createCase();
    const before = await rig.eventCount();
    const refusal = await rig.refusal('POST', `/cases/${id}/${path}`, { body });
    expect(refusal).toMatchObject({ status: 400, message: expect.stringContaining(message) });
    expect((await rig.readCase(id)).client_portal).toBeNull();
    expect(await rig.eventCount()).toBe(before);
    const others = { body: { wait_step_key: 'a' }, key: rig.otherKey };
    expect(await rig.refusal('POST', `/cases/${id}/${path}`, others)).toMatchObject({ status: 404 });
  });
});

describe('a run of an assistant', () => {
  const run = answerShapes.get('POST /autonomy-chat-runs')?.schema ?? z.never();
  const end = (body: object) => rig.answer('POST', '/autonomy-chat-runs', run, { status: 201, body });

  it.each([
    ['completed', 'AutonomyChatRun.Completed'],
    ['aborted', 'AutonomyChatRun.Failed'],
    ['error', 'AutonomyChatRun.Failed'],
  ])('that is %s is told of as %s, its fields at the top level', async (outcome, event) => {
    const body = {
      outcome,
      run_id: `run/${outcome} 👩🏽‍⚖️`,
      thread_id: portal.id,
      last_message: 'nul \0 مرحبا \ud800',
      routine_id: portal.id,
      routine_slug: 'screening',
    };
    expect(await end(body)).toEqual(body);
    const [call] = await rig.calls(1);
    expect(call?.body).toEqual(rig.bodyOf(event, null, body));
    expect(await rig.answer('GET', `/autonomy-chat-runs/${encodeURIComponent(body.run_id)}`, run)).toEqual(
      body,
    );
  });

  it('ends once, though it is reported by many at once', async () => {
    const before = await rig.eventCount();
    const body = { outcome: 'completed', run_id: 'once' };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => rig.call('POST', '/autonomy-chat-runs', { body })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      ...Array.from({ length: 7 }, () => 400),
    ]);
    expect(await rig.eventCount()).toBe(before + 1);
    expect(await rig.refusal('POST', '/autonomy-chat-runs', { body })).toEqual({
      status: 400,
      message: expect.stringContaining('run_id: This run has ended already.'),
    });
    await rig.calls(1);
  });

  it.each([
    [{}, 'outcome: Expected completed, aborted or error.'],
    [{ outcome: 'running' }, 'outcome: Expected completed, aborted or error.'],
    [{ outcome: 'error', thread_id: 'x' }, 'thread_id: Expected a UUID.'],
    [{ outcome: 'error', run_id: 'a\0b' }, 'run_id: Must not contain the character U+0000.'],
    [{ outcome: 'error', case: 1 }, 'case: Is not known here.'],
  ])('is refused by name where it is %j', async (body, message) => {
    const before = await rig.eventCount();
    const refusal = await rig.refusal('POST', '/autonomy-chat-runs', { body });
    expect(refusal).toMatchObject({ status: 400, message: expect.stringContaining(message) });
    expect(await rig.eventCount()).toBe(before);
    const other = { key: rig.otherKey };
    expect(await rig.refusal('GET', '/autonomy-chat-runs/once', other)).toMatchObject({ status: 404 });
  });
});
