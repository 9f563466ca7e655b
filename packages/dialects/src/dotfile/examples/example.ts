import type { EventDraft } from '../../dialect.ts';
import type { EventTypeRow } from '../event-types.ts';
import { caseExamples, openCase } from './cases.ts';
import { approvedIdentity, deletedCheck, expiredPassport, rejectedFraudSearch } from './checks.ts';
import { holding, registryExtract, roastery } from './companies.ts';
import { inCase, inNote, ofOwner, ofRoastery } from './contexts.ts';
import { comment, editedComment, editedNote, note } from './notes.ts';
import { director, owner } from './people.ts';
import { approvedScreening, screeningWithHits, startedScreening } from './screenings.ts';

type Published = Pick<EventDraft, 'context' | 'data'>;

const caseUpdateShown = 'Case.RiskUpdated';

const finishedChat = {
  thread_id: '5d4c3b2a-1908-4f7e-a6d5-c4b3a2918070',
  run_id: 'run_01JNQ4W8Z2',
  outcome: 'completed',
  last_message: 'The ownership chart is complete: two owners, 62.5 % and 37.5 %.',
  routine_id: '6e5d4c3b-2a19-4080-b7e6-d5c4b3a29181',
  routine_slug: 'ownership-chart',
};

const examples: ReadonlyMap<string, Published> = new Map<string, Published>([
  ...Object.entries(caseExamples).map(([type, data]): [string, Published] => [type, { data }]),
  ['Case.Deleted', { data: { id: openCase.id, name: openCase.name, external_id: openCase.external_id } }],
  [
    'CaseReport.Generated',
    {
      context: inCase,
      data: {
        download_url: 'https://files.example/reports/b0d2f0c6.pdf?signature=9f3c',
        download_url_expire_at: '2026-03-05T15:10:00.000Z',
        generated_at: '2026-03-05T14:10:00.000Z',
      },
    },
  ],
  ['Note.Created', { context: inCase, data: note }],
  ['Note.Updated', { context: inCase, data: editedNote }],
  ['Note.Deleted', { context: inCase, data: editedNote }],
  ['NoteComment.Created', { context: inNote, data: comment }],
  ['NoteComment.Updated', { context: inNote, data: editedComment }],
  ['NoteComment.Deleted', { context: inNote, data: editedComment }],
  ['Individual.Created', { context: inCase, data: director }],
  ['Individual.Updated', { context: inCase, data: owner }],
  ['Individual.InfoUpdated', { context: inCase, data: { ...owner, maiden_name: 'AASEN' } }],
  ['Individual.MarkedAsRelevant', { context: inCase, data: { ...director, is_relevant: true } }],
  ['Individual.MarkedAsNotRelevant', { context: inCase, data: { ...director, is_relevant: false } }],
  [
    'Individual.Deleted',
    {
      context: inCase,
      data: {
        id: director.id,
        case_id: director.case_id,
        first_name: director.first_name,
        last_name: director.last_name,
      },
    },
  ],
  ['Company.Created', { context: inCase, data: { ...roastery, document_orders: [], checks: [] } }],
  ['Company.Updated', { context: inCase, data: roastery }],
  ['Company.InfoUpdated', { context: inCase, data: holding }],
  ['Company.MarkedAsRelevant', { context: inCase, data: { ...holding, is_relevant: true } }],
  ['Company.MarkedAsNotRelevant', { context: inCase, data: { ...holding, is_relevant: false } }],
  [
    'Company.Deleted',
    {
      context: inCase,
      data: { id: holding.id, case_id: holding.case_id, name: holding.name, country: holding.country },
    },
  ],
  ['Check.Started', { context: ofOwner, data: startedScreening }],
  ['Check.ReviewNeeded', { context: ofOwner, data: screeningWithHits }],
  ['Check.Approved', { context: ofOwner, data: approvedIdentity }],
  ['Check.Rejected', { context: ofRoastery, data: rejectedFraudSearch }],
  ['Check.Completed', { context: ofRoastery, data: approvedScreening }],
  ['Check.Expired', { context: ofOwner, data: expiredPassport }],
  [
    'Check.Deleted',
    {
      context: {
        ...ofOwner,
        individual: { id: director.id, first_name: director.first_name, last_name: director.last_name },
      },
      data: deletedCheck,
    },
  ],
  ['DocumentOrder.Completed', { data: registryExtract }],
  ['DocumentOrder.Failed', { data: { ...registryExtract, status: 'failed', file_id: null } }],
  ['AutonomyChatRun.Completed', { data: finishedChat }],
  [
    'AutonomyChatRun.Failed',
    { data: { ...finishedChat, run_id: 'run_01JNQ5B3K7', outcome: 'error', last_message: null } },
  ],
]);

/** The row's example as one would publish it: a sub-event under its top-level type. */
export function exampleOf(row: EventTypeRow): EventDraft {
  const example = examples.get(row.type);
  if (example === undefined) throw new Error(`${row.type} has no example`);
  if (row.parent !== null) return { type: row.parent, sub_type: row.type, ...example };
  if (row.type === 'Case.Updated') return { type: row.type, sub_type: caseUpdateShown, ...example };
  return { type: row.type, ...example };
}
