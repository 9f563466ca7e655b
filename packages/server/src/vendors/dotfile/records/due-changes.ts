import type { DueChange } from '../../../app/due-change.ts';
import type { DotfileOptions } from '../plugin.ts';
import { tellReviewDue } from './case-changes.ts';
import { caseKind } from './case-record.ts';
import { expireCheck } from './checks/check-changes.ts';
import { checkKind } from './checks/check-record.ts';

/** What the clock does, one entry for each kind of record that can be due. */
export function dueChanges({ changeRecords }: Pick<DotfileOptions, 'changeRecords'>): readonly DueChange[] {
  return [
    {
      kind: caseKind.name,
      slow: false,
      perform: (workspaceId, id) => tellReviewDue(changeRecords, workspaceId, id),
    },
    {
      kind: checkKind.name,
      slow: false,
      perform: (workspaceId, id) => expireCheck(changeRecords, workspaceId, id),
    },
  ];
}
