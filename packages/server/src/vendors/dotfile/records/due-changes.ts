import type { DueChange } from '../../../app/due-change.ts';
import type { DotfileOptions } from '../plugin.ts';
import { withActivities } from './activity-recording.ts';
import { tellReviewDue } from './case-changes.ts';
import { caseKind } from './case-record.ts';
import { expireCheck } from './checks/check-changes.ts';
import { checkKind } from './checks/check-record.ts';
import { advanceReport } from './report-changes.ts';
import { reportKind } from './report-record.ts';

/** What the clock does, one entry for each kind of record that can be due. */
export function dueChanges({
  context,
  changeRecords: change,
}: Pick<DotfileOptions, 'context' | 'changeRecords'>): readonly DueChange[] {
  const changeRecords = withActivities(change);
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
    {
      kind: reportKind.name,
      slow: true,
      perform: (workspaceId, id) => advanceReport(context, changeRecords, workspaceId, id),
    },
  ];
}
