/** The changes of the client portal of a case: its contact reaches a step that waits, and is let go on. */
import { isDeepStrictEqual } from 'node:util';
import type { ChangeRecords } from '../../../app/change-records.ts';
import type { ChangeMoment } from '../../../domain/record.ts';
import { accepted, type Result, refused } from '../../../domain/refusal.ts';
import { caseChange } from './case-change.ts';
import { isoTime } from './case-decisions.ts';
import { caseMembers } from './case-members.ts';
import { lockCase } from './case-reading.ts';
import type { CaseClientPortal, CaseDocument } from './case-record.ts';
import type { WaitStepCompletion, WaitStepReached } from './client-portal-input.ts';

/** Told of once: a step that waits already, in the same portal, is no change. */
export function reachWaitStep(
  changeRecords: ChangeRecords,
  workspaceId: string,
  caseKey: string,
  input: WaitStepReached,
): Promise<Result<CaseClientPortal>> {
  return changeRecords(workspaceId, {
    read: (reader) => lockCase(reader, caseKey),
    decide({ record, members }, moment) {
      const portal = waitingPortal(record.document.client_portal, input, moment);
      const document = withPortal(record.document, portal, moment);
      const change = caseChange(record, document, caseMembers(members), moment);
      return accepted({ ...change, value: portal });
    },
  });
}

/** Answers the keys of the steps that were waiting and are not any more. The catalogue has no event for it. */
export function completeWaitStep(
  changeRecords: ChangeRecords,
  workspaceId: string,
  caseKey: string,
  input: WaitStepCompletion,
): Promise<Result<readonly string[]>> {
  return changeRecords(workspaceId, {
    read: (reader) => lockCase(reader, caseKey),
    decide({ record, members }, moment) {
      const { document } = record;
      if (document.status !== 'draft') {
        return refused('invalid_request', `status: The case is ${document.status}; expected draft.`);
      }
      const completed = completedSteps(document.client_portal, input);
      const portal =
        document.client_portal === null || completed.length === 0
          ? document.client_portal
          : { ...document.client_portal, wait_step_key: null };
      const after = { ...document, client_portal: portal };
      const change = caseChange(record, after, caseMembers(members), moment);
      return accepted({ ...change, value: completed });
    },
  });
}

function waitingPortal(
  before: CaseClientPortal | null,
  { client_portal: given, wait_step_key }: WaitStepReached,
  moment: ChangeMoment,
): CaseClientPortal {
  const portal = given ?? before ?? { id: moment.newId(), name: 'Client portal', type: 'KYB' };
  return { id: portal.id, name: portal.name, type: portal.type, wait_step_key };
}

function withPortal(before: CaseDocument, portal: CaseClientPortal, { at }: ChangeMoment): CaseDocument {
  if (isDeepStrictEqual(before.client_portal, portal)) return before;
  return { ...before, client_portal: portal, last_contact_action_at: isoTime(at) };
}

/** What is not named is any. */
function completedSteps(
  portal: CaseClientPortal | null,
  { client_portal_id, wait_step_key }: WaitStepCompletion,
): readonly string[] {
  if (portal === null || portal.wait_step_key === null) return [];
  const isMeant =
    (client_portal_id ?? portal.id) === portal.id &&
    (wait_step_key ?? portal.wait_step_key) === portal.wait_step_key;
  return isMeant ? [portal.wait_step_key] : [];
}
