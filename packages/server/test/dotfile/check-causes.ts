import type { ApiWalk } from './api-walk.ts';
import { newMembers } from './entity-causes.ts';
import { clockPrefix, dayMs, type EventCause, onRecord, tomorrow } from './event-cause.ts';

const automatic = { automatic_approval: true, automatic_rejection: true };
const start = 'POST /checks/ekyc';
const review = 'PATCH /checks/ekyc/{id}/review';
const result = 'POST /checks/{id}/result';

async function newCheck(walk: ApiWalk, settings: object = {}): Promise<readonly string[]> {
  const { individual } = await newMembers(walk);
  return [(await walk.ask(start, [], { individual_id: individual, settings })).id];
}

/** A check that waits for a reviewer. */
async function checkInReview(walk: ApiWalk): Promise<readonly string[]> {
  const ids = await newCheck(walk);
  await walk.ask(result, ids, {});
  return ids;
}

async function newDocumentCheck(walk: ApiWalk, files: readonly object[] = []): Promise<readonly string[]> {
  const { main } = await newMembers(walk);
  const parameters = { model: 'prompt', prompt: 'Is this a register extract?' };
  const analysis = { automatic_approval: false, automatic_rejection: false, parameters };
  // What is to be analysed waits for the machine, not for the reviewer.
  const settings = {
    document_type_key: 'register_extract',
    ...(files.length === 0 ? {} : { document_analysis: analysis }),
  };
  const body = { company_id: main, settings, data: { files } };
  return [(await walk.ask('POST /checks/document', [], body)).id];
}

const files = [{ upload_ref: 'scan' }];

const decisions = (['approve', 'reject'] as const).flatMap((action) => {
  const type = action === 'approve' ? 'Check.Approved' : 'Check.Rejected';
  const outcome = action === 'approve' ? 'approved' : 'rejected';
  return [
    onRecord(type, review, checkInReview, async () => ({ action })),
    onRecord(
      type,
      result,
      (walk) => newCheck(walk, automatic),
      async () => ({ result: outcome }),
    ),
    onRecord('Check.Completed', review, checkInReview, async () => ({ action })),
  ];
});

/** What a start of a check that asks something of the contact, and then its end, do to the flags of the case. */
const flagCauses: readonly EventCause[] = [
  ...['Case.FlagsUpdated', 'Case.ContactHasActionsUpdated'].map(
    (type): EventCause => ({
      type,
      by: 'POST /checks/document',
      async prepare(walk) {
        const { caseId, main } = await newMembers(walk);
        const settings = { document_type_key: 'register_extract' };
        return { body: { company_id: main, settings }, about: caseId };
      },
    }),
  ),
  {
    type: 'Case.ReviewerHasActionsUpdated',
    by: result,
    async prepare(walk) {
      const { caseId, individual } = await newMembers(walk);
      const { id } = await walk.ask(start, [], { individual_id: individual });
      return { ids: [id], body: {}, about: caseId };
    },
  },
];

export const checkCauses: readonly EventCause[] = [
  ...flagCauses,
  {
    type: 'Check.Started',
    by: start,
    prepare: async (walk) => ({ body: { individual_id: (await newMembers(walk)).individual } }),
  },
  onRecord('Check.ReviewNeeded', result, newCheck, async () => ({ result: 'error' })),
  onRecord('Check.ReviewNeeded', 'POST /checks/document/{id}/add_files', newDocumentCheck, async () => ({
    files,
  })),
  onRecord('Check.ReviewNeeded', 'POST /checks/document/{id}/force_review', (walk) =>
    newDocumentCheck(walk, files),
  ),
  ...decisions,
  {
    type: 'Check.Expired',
    by: `${clockPrefix}, when the check's expiration date is over`,
    async prepare(walk) {
      const expiration_date = tomorrow(walk);
      const [about = ''] = await newCheck(walk, automatic);
      await walk.ask(result, [about], { result: 'approved', expiration_date });
      return { about, wakeAt: Date.parse(expiration_date) + dayMs };
    },
  },
  onRecord('Check.Deleted', 'DELETE /checks/{id}', newCheck),
];
