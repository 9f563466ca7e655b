import fc from 'fast-check';
import { caseAt, operation } from './walk-cases.ts';
import type { ModelCase, ModelCheck, ModelMember } from './walk-model.ts';
import { answered, changeMembers, idIn, type Step, tellCheck, tellMember, type World } from './walk-world.ts';

const kinds = fc.constantFrom('individual', 'company');
const paths = { individual: '/individuals', company: '/companies' };
const membersMax = 3;

const add = operation('add', kinds, async (world, place, kind) => {
  const model = await caseAt(world, place, 'GET', '');
  if (model === null || model.members.length === membersMax) return;
  // The first company is the main one; all others are affiliated to it.
  const main = kind === 'company' && !model.members.some((member) => member.main);
  const naming =
    kind === 'individual'
      ? { first_name: 'Lea', last_name: 'Berg' }
      : { name: 'Acme Holding', type: main ? 'main' : 'affiliated' };
  const id = idIn(await answered(world, 201, 'POST', paths[kind], { case_id: model.id, ...naming }));
  const name = kind === 'individual' ? 'Berg' : 'Acme Holding';
  const added: ModelMember = { kind, main, id, name, isRelevant: true, checks: [] };
  changeMembers(world, place, [...model.members, added], (holder) =>
    tellMember(world, 'Created', null, added, holder),
  );
});

/** Which of the members of the case a step is about. */
const chosen = fc.nat({ max: membersMax - 1 });

const rename = onMember(
  'rename',
  fc.constantFrom('Lie', 'Holm'),
  async (world, place, model, before, name) => {
    const body = before.kind === 'individual' ? { last_name: name } : { name };
    await answered(world, 200, 'PATCH', `${paths[before.kind]}/${before.id}`, body);
    if (name === before.name) return;
    change(world, place, model, { ...before, name }, (after, holder) =>
      tellMember(world, 'Updated', 'InfoUpdated', after, holder),
    );
  },
);

const mark = onMember('mark', fc.boolean(), async (world, place, model, before, isRelevant) => {
  const path = `${paths[before.kind]}/${before.id}/set-relevant`;
  // A case's main company is always relevant.
  await answered(world, before.main ? 400 : 200, 'POST', path, { is_relevant: isRelevant });
  if (before.main || isRelevant === before.isRelevant) return;
  const group = isRelevant ? 'MarkedAsRelevant' : 'MarkedAsNotRelevant';
  change(world, place, model, { ...before, isRelevant }, (after, holder) =>
    tellMember(world, 'Updated', group, after, holder),
  );
});

const remove = onMember('remove', fc.constant(null), async (world, place, model, gone) => {
  await answered(world, 204, 'DELETE', `${paths[gone.kind]}/${gone.id}`);
  const left = model.members.filter(({ id }) => id !== gone.id);
  changeMembers(world, place, left, (holder) => tellMember(world, 'Deleted', null, gone, holder));
});

/** Of a person a signature, which the contact gives; of a company a screening, in which the contact has no part. */
const start = onMember('start check', fc.constant(null), async (world, place, model, member) => {
  const signature = {
    individual_id: member.id,
    settings: { document_template_key: 'mandate', automatic_approval: true },
  };
  const asked = member.kind === 'individual';
  const [type, body] = asked
    ? ['electronic_signature', signature]
    : ['company-monitoring', { company_id: member.id }];
  const id = idIn(await answered(world, 201, 'POST', `/checks/${type}`, body));
  const check: ModelCheck = { id, internal: !asked, status: asked ? 'in_progress' : 'processing' };
  change(world, place, model, { ...member, checks: [...member.checks, check] }, (_, holder) =>
    tellCheck(world, 'Started', check, holder),
  );
});

/** What the check's vendor found: good news of a signature decides it, all else waits for a reviewer. */
const report = onMember(
  'report',
  fc.constantFrom('approved', 'rejected'),
  async (world, place, model, member, result) => {
    const before = member.checks.at(-1);
    if (before === undefined || before.status === 'need_review') return;
    const open = before.status === 'in_progress' || before.status === 'processing';
    await answered(world, open ? 200 : 400, 'POST', `/checks/${before.id}/result`, { result });
    if (!open) return;
    const decided = result === 'approved' && !before.internal;
    decide(world, place, model, member, { ...before, status: decided ? 'approved' : 'need_review' });
  },
);

const review = onMember(
  'review check',
  fc.constantFrom('approve', 'reject'),
  async (world, place, model, member, action) => {
    const before = member.checks.at(-1);
    if (before === undefined) return;
    const type = before.internal ? 'company-monitoring' : 'electronic_signature';
    const open = before.status === 'need_review';
    await answered(world, open ? 200 : 400, 'PATCH', `/checks/${type}/${before.id}/review`, { action });
    if (!open) return;
    decide(world, place, model, member, {
      ...before,
      status: action === 'approve' ? 'approved' : 'rejected',
    });
  },
);

function decide(
  world: World,
  place: number,
  model: ModelCase,
  member: ModelMember,
  check: ModelCheck & { readonly status: 'need_review' | 'approved' | 'rejected' },
): void {
  const checks = member.checks.map((one) => (one.id === check.id ? check : one));
  const events = { need_review: 'ReviewNeeded', approved: 'Approved', rejected: 'Rejected' };
  const event = events[check.status];
  change(world, place, model, { ...member, checks }, (_, holder) => tellCheck(world, event, check, holder));
}

/** The member as the step leaves it, and what is told of that. */
function change(
  world: World,
  place: number,
  model: ModelCase,
  after: ModelMember,
  tell: (after: ModelMember, holder: ModelCase) => void,
): void {
  const members = model.members.map((member) => (member.id === after.id ? after : member));
  changeMembers(world, place, members, (holder) => tell(after, holder));
}

/** A step on one of the case's members; nothing where it has not that many. */
function onMember<Input>(
  name: string,
  input: fc.Arbitrary<Input>,
  run: (world: World, place: number, model: ModelCase, member: ModelMember, input: Input) => Promise<void>,
): fc.Arbitrary<Step> {
  return operation(name, fc.tuple(chosen, input), async (world, place, [index, given]) => {
    const model = world.cases[place] ?? null;
    const member = model?.members[index];
    if (model !== null && member !== undefined) await run(world, place, model, member, given);
  });
}

/** One entry for each thing that can happen to what a case holds. */
export const memberOperations: readonly fc.WeightedArbitrary<Step>[] = [
  { weight: 4, arbitrary: add },
  { weight: 1, arbitrary: rename },
  { weight: 1, arbitrary: mark },
  { weight: 1, arbitrary: remove },
  { weight: 3, arbitrary: start },
  { weight: 3, arbitrary: report },
  { weight: 2, arbitrary: review },
];
