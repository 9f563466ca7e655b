import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expireCheck } from '../../src/vendors/dotfile/records/checks/check-changes.ts';
import { granted } from '../engine-rig.ts';
import { type ChecksRig, checksRig, type Subjects } from './check-rig.ts';
import { hitNamed } from './check-samples.ts';

let rig: ChecksRig;
let subjects: Subjects;
beforeAll(async () => {
  rig = await checksRig({ startMs: Date.parse('2026-11-22T10:00:00.250Z') });
  await rig.subscribe('all', ['Case.Updated', 'Case.Deleted', 'Check.Deleted', 'Individual.Deleted']);
});
beforeEach(async () => {
  rig.clock.advance(60_000);
  subjects = await rig.subjects();
});
afterAll(() => rig.close());

/** The updates of the case that a change of a check caused, whole, and nothing else. */
async function expectUpdates(...subEvents: readonly string[]): Promise<void> {
  const image = await rig.readCase(subjects.caseId);
  const calls = await rig.calls(subEvents.length);
  expect(calls.map(({ body }) => body)).toEqual(
    subEvents.map((subEvent) => rig.bodyOf('Case.Updated', subEvent, { case: image })),
  );
}

async function expectState(flags: readonly string[], contact: boolean, reviewer: boolean): Promise<void> {
  const image = await rig.readCase(subjects.caseId);
  expect(image).toMatchObject({ flags, contact_has_actions: contact, reviewer_has_actions: reviewer });
}

const signature = () =>
  rig.start('electronic_signature', {
    individual_id: subjects.individual,
    settings: { document_template_key: 'mandate', automatic_approval: true },
  });
const screening = () => rig.start('aml', { company_id: subjects.company });

describe('what follows for the case of a check', () => {
  it('is told of once for each group that really changed, with the check in its image', async () => {
    const { id } = await signature();
    await expectState(['for_first_collect'], true, false);
    await expectUpdates('Case.FlagsUpdated', 'Case.ContactHasActionsUpdated');
    const image = await rig.readCase(subjects.caseId);
    expect(image.individuals).toMatchObject([{ checks: [{ id, status: 'in_progress' }] }]);
    await rig.report(id, { result: 'rejected' });
    await expectState(['for_review', 'first_collect_completed'], false, true);
    await expectUpdates(
      'Case.FlagsUpdated',
      'Case.ContactHasActionsUpdated',
      'Case.ReviewerHasActionsUpdated',
    );
    await rig.review('electronic_signature', id, { action: 'approve' });
    await expectState(['all_checks_approved', 'first_collect_completed'], false, false);
    await expectUpdates('Case.FlagsUpdated', 'Case.ReviewerHasActionsUpdated');
    const again = await signature();
    await expectState(['for_recollection', 'first_collect_completed'], true, false);
    await expectUpdates('Case.FlagsUpdated', 'Case.ContactHasActionsUpdated');
    await rig.report(again.id, { result: 'approved' });
    await expectState(['all_checks_approved', 'first_collect_completed'], false, false);
    await expectUpdates('Case.FlagsUpdated', 'Case.ContactHasActionsUpdated');
  });

  it('is nothing where a second check asks for what one asks for already', async () => {
    await signature();
    await expectUpdates('Case.FlagsUpdated', 'Case.ContactHasActionsUpdated');
    const { updated_at } = await rig.readCase(subjects.caseId);
    await signature();
    const image = await rig.readCase(subjects.caseId);
    expect(image.updated_at).toBe(updated_at);
    expect(image.last_activity_at).toBe(new Date(rig.clock.now()).toISOString());
    await rig.call('PATCH', `/cases/${subjects.caseId}`, { body: { metadata: { a: 'b' } } });
    await expectUpdates('Case.MetadataUpdated');
  });

  it('is told of when an approval ends', async () => {
    const { id } = await screening();
    await rig.report(id, { result: 'approved', expiration_date: '2026-11-01' });
    const updates = ['Case.FlagsUpdated', 'Case.FlagsUpdated'];
    expect((await rig.calls(2)).map(({ body }) => body['sub_event'])).toEqual(updates);
    rig.clock.advance(1_000);
    granted(await expireCheck(rig.changeRecords, rig.workspaceId, id));
    await expectState(['first_collect_completed'], false, false);
    await expectUpdates('Case.FlagsUpdated');
  });

  it('is told of after the check when that is deleted', async () => {
    const { id } = await signature();
    await rig.calls(2);
    rig.clock.advance(1_000);
    expect((await rig.call('DELETE', `/checks/${id}`)).status).toBe(204);
    await expectState([], false, false);
    const calls = await rig.calls(3);
    expect(calls.map(({ body }) => body['sub_event'] ?? body['event'])).toEqual([
      'Check.Deleted',
      'Case.FlagsUpdated',
      'Case.ContactHasActionsUpdated',
    ]);
  });

  it('goes without the checks of somebody who is not relevant, which lists leave out as well', async () => {
    const { id } = await signature();
    await rig.calls(2);
    rig.clock.advance(1_000);
    const mark = (isRelevant: boolean) =>
      rig.call('POST', `/individuals/${subjects.individual}/set-relevant`, {
        body: { is_relevant: isRelevant },
      });
    const listed = async (query: string): Promise<unknown> =>
      JSON.parse((await rig.call('GET', `/checks?individual_id=${subjects.individual}${query}`)).text).data;
    expect((await mark(false)).status).toBe(200);
    await expectState([], false, false);
    await expectUpdates('Case.FlagsUpdated', 'Case.ContactHasActionsUpdated');
    expect(await listed('')).toEqual([]);
    expect(await listed('&include_not_relevant=true')).toMatchObject([{ id }]);
    rig.clock.advance(1_000);
    expect((await mark(true)).status).toBe(200);
    expect(await listed('')).toMatchObject([{ id }]);
    await expectUpdates('Case.FlagsUpdated', 'Case.ContactHasActionsUpdated');
  });

  it('ends with whom the checks were on, of which nothing is told', async () => {
    const { id } = await signature();
    await rig.calls(2);
    rig.clock.advance(1_000);
    expect((await rig.call('DELETE', `/individuals/${subjects.individual}`)).status).toBe(204);
    const calls = await rig.calls(3);
    expect(calls.map(({ body }) => body['sub_event'] ?? body['event'])).toEqual([
      'Individual.Deleted',
      'Case.FlagsUpdated',
      'Case.ContactHasActionsUpdated',
    ]);
    expect(await rig.refusal('GET', `/checks/electronic_signature/${id}`)).toMatchObject({ status: 404 });
  });

  it('ends with the case', async () => {
    const { id } = await rig.report((await screening()).id, { hits: [hitNamed('a')] });
    await rig.calls(3);
    expect((await rig.call('DELETE', `/cases/${subjects.caseId}`)).status).toBe(204);
    const [call] = await rig.calls(1);
    expect(call?.body).toMatchObject({ event: 'Case.Deleted' });
    expect(await rig.refusal('GET', `/checks/aml/${id}`)).toMatchObject({ status: 404 });
  });
});
