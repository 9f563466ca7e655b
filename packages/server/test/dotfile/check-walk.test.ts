import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ChecksRig, checksRig, type Subjects } from './check-rig.ts';

/** A small model of checks: their status, and what follows for the case. */
interface ModelCheck {
  readonly id: string;
  /** A signature is asked of the contact, an identity search is not. */
  readonly path: 'electronic_signature' | 'ekyc';
  status: 'in_progress' | 'processing' | 'need_review' | 'approved' | 'rejected';
}

interface Model {
  checks: readonly ModelCheck[];
  collected: boolean;
}

interface Start {
  readonly action: 'start';
  readonly path: ModelCheck['path'];
}
interface Report {
  readonly action: 'report';
  /** Which of the checks, counted round. */
  readonly at: number;
  readonly result: 'approved' | 'rejected' | 'error';
}
interface Review {
  readonly action: 'review';
  readonly at: number;
  readonly decision: 'approve' | 'reject';
  readonly override: boolean;
}
interface Deletion {
  readonly action: 'delete';
  readonly at: number;
}
type Step = Start | Report | Review | Deletion;

const at = fc.nat();
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record<Start>({
    action: fc.constant('start'),
    path: fc.constantFrom('electronic_signature', 'ekyc'),
  }),
  fc.record<Report>({
    action: fc.constant('report'),
    at,
    result: fc.constantFrom('approved', 'rejected', 'error'),
  }),
  fc.record<Review>({
    action: fc.constant('review'),
    at,
    decision: fc.constantFrom('approve', 'reject'),
    override: fc.boolean(),
  }),
  fc.record<Deletion>({ action: fc.constant('delete'), at }),
);

const decided: readonly string[] = ['approved', 'rejected'];

let rig: ChecksRig;
beforeAll(async () => {
  rig = await checksRig();
  await rig.subscribe('all', ['Case.Updated']);
});
afterAll(() => rig.close());

/** Does the step over the API, which answers as the model foresees, and to the model. */
async function take(one: Step, model: Model, subjects: Subjects): Promise<void> {
  rig.clock.advance(1_000);
  if (one.action === 'start') return start(one, model, subjects);
  const check = model.checks[one.at % Math.max(1, model.checks.length)];
  if (check === undefined) return;
  switch (one.action) {
    case 'report':
      return report(one, check);
    case 'review':
      return review(one, check);
    case 'delete':
      return remove(check, model);
  }
}

async function start({ path }: Start, model: Model, { individual }: Subjects): Promise<void> {
  const settings = path === 'ekyc' ? {} : { document_template_key: 'mandate' };
  const body = { individual_id: individual, settings: { ...settings, automatic_approval: true } };
  const { id } = await rig.start(path, body);
  const status = path === 'ekyc' ? 'processing' : 'in_progress';
  model.checks = [...model.checks, { id, path, status }];
}

async function report({ result }: Report, check: ModelCheck): Promise<void> {
  const { status } = await rig.call('POST', `/checks/${check.id}/result`, { body: { result } });
  const allowed = !decided.includes(check.status);
  expect(status).toBe(allowed ? 200 : 400);
  if (allowed) check.status = result === 'approved' ? 'approved' : 'need_review';
}

async function review({ decision: action, override }: Review, check: ModelCheck): Promise<void> {
  const path = `/checks/${check.path}/${check.id}/review`;
  const { status } = await rig.call('PATCH', path, { body: { action, override } });
  const allowed = check.status === 'need_review' || (override && decided.includes(check.status));
  expect(status).toBe(allowed ? 200 : 400);
  if (allowed) check.status = action === 'approve' ? 'approved' : 'rejected';
}

async function remove(check: ModelCheck, model: Model): Promise<void> {
  const { status } = await rig.call('DELETE', `/checks/${check.id}`);
  const allowed = check.status !== 'need_review';
  expect(status).toBe(allowed ? 204 : 400);
  if (allowed) model.checks = model.checks.filter(({ id }) => id !== check.id);
}

/** What the case must say of its checks, and remember. */
function stateOf(model: Model) {
  const statuses = model.checks.map(({ status }) => status);
  const contact = statuses.includes('in_progress');
  const before = model.collected;
  model.collected = before || (statuses.length > 0 && !contact);
  const flags = {
    all_checks_approved: statuses.length > 0 && statuses.every((status) => status === 'approved'),
    for_review: statuses.includes('need_review'),
    for_first_collect: contact && !before,
    for_recollection: contact && before,
    first_collect_completed: model.collected,
  };
  return {
    flags: Object.entries(flags).flatMap(([flag, raised]) => (raised ? [flag] : [])),
    contact_has_actions: contact,
    reviewer_has_actions: statuses.includes('need_review'),
  };
}

const told = [
  ['flags', 'Case.FlagsUpdated'],
  ['contact_has_actions', 'Case.ContactHasActionsUpdated'],
  ['reviewer_has_actions', 'Case.ReviewerHasActionsUpdated'],
] as const;

it('whatever is done with checks, the case says what follows, and is told of where that changed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
      const subjects = await rig.subjects();
      const model: Model = { checks: [], collected: false };
      let before = stateOf(model);
      for (const one of steps) {
        await take(one, model, subjects);
        const after = stateOf(model);
        const image = await rig.readCase(subjects.caseId);
        expect(image).toMatchObject(after);
        const changed = told.filter(([name]) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
        const calls = await rig.calls(changed.length);
        expect(calls.map(({ body }) => body)).toEqual(
          changed.map(([, subEvent]) => rig.bodyOf('Case.Updated', subEvent, { case: image })),
        );
        before = after;
      }
    }),
    { numRuns: 12, endOnFailure: true },
  );
});
