import type { ApiWalk } from './api-walk.ts';
import { checkCauses } from './check-causes.ts';
import { entityCauses } from './entity-causes.ts';
import { clockPrefix, dayMs, type EventCause, newCase, onRecord, tomorrow } from './event-cause.ts';

/** A request about a case that is new, or that `make` made. */
function onCase(
  type: string,
  route: string,
  body: object | undefined,
  make: (walk: ApiWalk) => Promise<string> = newCase,
): EventCause {
  return onRecord(
    type,
    route,
    async (walk) => [await make(walk)],
    async () => body,
  );
}

const patchRoute = 'PATCH /cases/{id}';
const patch = (group: string, body: object) => onCase(`Case.${group}`, patchRoute, body);
const patchWith = (group: string, body: (walk: ApiWalk) => Promise<object>) =>
  onRecord(`Case.${group}`, patchRoute, async (walk) => [await newCase(walk)], body);
const reviews = 'POST /cases/{id}/reviews';

async function caseWithReview(walk: ApiWalk, date: string): Promise<string> {
  const id = await newCase(walk);
  await walk.ask(reviews, [id], { status: 'approved', next_review_at: date });
  return id;
}

const caseCauses: readonly EventCause[] = [
  { type: 'Case.Created', by: 'POST /cases', prepare: async () => ({ body: { name: 'Acme' } }) },
  patch('Updated', { name: 'Renamed' }),
  patch('StatusUpdated', { status: 'draft' }),
  onCase('Case.StatusUpdated', reviews, { status: 'approved' }),
  patch('InfoUpdated', { custom_properties: { color: 'green' } }),
  patchWith('TemplateUpdated', async ({ ask, rig }) => ({
    template_id: (await ask('POST /templates', [], { name: 'KYB', key: `kyb ${rig.clock.now()}` })).id,
  })),
  onCase('Case.RiskUpdated', 'POST /cases/{id}/risks', { level: 'high' }),
  patch('RiskUpdated', { risk: { level: 'low', comment: 'Well known.' } }),
  patch('MetadataUpdated', { metadata: { plan: 'growth' } }),
  onCase('Case.TagsUpdated', 'POST /cases/{id}/tags', { tags: ['VIP'] }),
  onCase('Case.TagsUpdated', 'DELETE /cases/{id}/tags', { tags: ['VIP'] }, (walk) =>
    newCase(walk, { tags: ['VIP'] }),
  ),
  patch('TagsUpdated', { tags: ['Nordics'] }),
  patchWith('AssigneeUpdated', async ({ ask }) => {
    const lea = { first_name: 'Lea', last_name: 'Berg', email: 'lea@example.com' };
    return { assignee_id: (await ask('POST /users', [], lea)).id };
  }),
  onCase('Case.ReviewUpdated', reviews, { status: 'approved', next_review_at: '2027-11-22' }),
  {
    type: 'Case.ReviewDue',
    by: `${clockPrefix}, when \`next_review_at\` has come`,
    async prepare(walk) {
      const date = tomorrow(walk);
      return { about: await caseWithReview(walk, date), wakeAt: Date.parse(date) };
    },
  },
  onCase('Case.ReviewConfirmed', reviews, { status: 'approved' }, (walk) =>
    caseWithReview(walk, '2026-01-01'),
  ),
  onCase('Case.ClientPortalWaitStepTriggered', 'POST /cases/{id}/client-portal/wait-steps', {
    wait_step_key: 'documents_sent',
  }),
  onCase('Case.Deleted', 'DELETE /cases/{id}', undefined),
  {
    type: 'CaseReport.Generated',
    by: 'POST /cases/{id}/generate-report',
    prepare: async (walk) => ({
      ids: [await newCase(walk)],
      body: { timezone: 'Europe/Oslo' },
      wakeAt: walk.rig.clock.now() + dayMs / 24,
    }),
  },
];

const content = { content: 'Called twice.' };

async function newNote(walk: ApiWalk): Promise<readonly string[]> {
  const { id } = await walk.ask('POST /notes', [], { case_id: await newCase(walk), ...content });
  return [id];
}

async function newComment(walk: ApiWalk): Promise<readonly string[]> {
  const note = await newNote(walk);
  return [...note, (await walk.ask('POST /notes/{id}/comments', note, content)).id];
}

const otherContent = async () => ({ content: 'Called again.' });

const noteCauses: readonly EventCause[] = [
  {
    type: 'Note.Created',
    by: 'POST /notes',
    prepare: async (walk) => ({ body: { case_id: await newCase(walk), ...content } }),
  },
  onRecord('Note.Updated', 'PATCH /notes/{id}', newNote, otherContent),
  onRecord('Note.Deleted', 'DELETE /notes/{id}', newNote),
  {
    type: 'NoteComment.Created',
    by: 'POST /notes/{id}/comments',
    prepare: async (walk) => ({ ids: await newNote(walk), body: content }),
  },
  onRecord('NoteComment.Updated', 'PATCH /notes/{id}/comments/{id}', newComment, otherContent),
  onRecord('NoteComment.Deleted', 'DELETE /notes/{id}/comments/{id}', newComment),
];

const runCauses: readonly EventCause[] = (['completed', 'aborted', 'error'] as const).map((outcome) => ({
  type: `AutonomyChatRun.${outcome === 'completed' ? 'Completed' : 'Failed'}`,
  by: 'POST /autonomy-chat-runs',
  prepare: async () => ({ body: { outcome, last_message: 'Done.', routine_slug: 'screening' } }),
}));

/** In no order; the catalogue has one. */
export const eventCauses: readonly EventCause[] = [
  ...caseCauses,
  ...noteCauses,
  ...entityCauses,
  ...checkCauses,
  ...runCauses,
];
