import { afterAll, beforeAll, expect, it } from 'vitest';
import { activity } from './activity-resources.ts';
import { type ChecksRig, checksRig } from './check-rig.ts';
import { listOf } from './resources.ts';

let rig: ChecksRig;
beforeAll(async () => {
  rig = await checksRig({ startMs: Date.parse('2026-11-22T10:00:00.250Z') });
});
afterAll(() => rig.close());

it('what is done to the people, companies, checks and hits of a case is remembered, oldest first', async () => {
  const { caseId, individual, company } = await rig.subjects();
  const { id } = await rig.start('aml', { individual_id: individual });
  const hit = (hitId: string) => ({ hit_id: hitId, name: 'A. Berg', list_types: ['sanction'] });
  const found = await rig.report(id, { result: 'approved', hits: [hit('a'), hit('b')] });
  const [first, second] = found.data.hits ?? [];
  await rig.reviewHits(id, { action: 'ignore', hit_ids: [first?.id] });
  await rig.reviewHits(id, { action: 'confirm', hit_ids: [second?.id] });
  await rig.call('PATCH', `/checks/aml/${id}/monitoring`, { body: { is_monitored: true } });
  await rig.review('aml', id, { action: 'reject', comment: 'Listed.' });
  rig.clock.advance(1_000);
  await rig.call('DELETE', `/checks/${id}`);
  rig.clock.advance(1_000);
  await rig.call('DELETE', `/individuals/${individual}`);
  const { data } = await rig.answer('GET', `/activities?case_id=${caseId}`, listOf(activity));
  const aboutCheck = { individual_id: individual, company_id: null };
  expect(data.slice(1)).toMatchObject([
    { type: 'api__created__individual', individual_id: individual },
    { type: 'api__created__company', company_id: company },
    { type: 'api__started__check', ...aboutCheck, context: { check: { id, type: 'aml', subtype: null } } },
    { type: 'api__set_review_needed__check', ...aboutCheck },
    { type: 'api__ignored__aml_hit', ...aboutCheck, context: { check: { id }, aml_hit_ids: first?.id } },
    { type: 'api__confirmed__aml_hit', ...aboutCheck, context: { check: { id }, aml_hit_ids: second?.id } },
    { type: 'api__enabled_monitoring__check', ...aboutCheck },
    { type: 'api__rejected__check', ...aboutCheck },
    { type: 'api__deleted__check', ...aboutCheck },
    { type: 'api__deleted__individual', individual_id: individual },
  ]);
  const ofPerson = await rig.answer('GET', `/activities?individual_id=${individual}`, listOf(activity));
  expect(ofPerson.pagination.count).toBe(9);
});
