import { type BrowsableKind, browsableKind, type RecordSubject } from '../../../app/browsable-kind.ts';
import type { StoredRecord } from '../../../domain/record.ts';
import { autonomyChatRunKind } from './autonomy-chat-run-record.ts';
import { caseKind } from './case-record.ts';
import { checkKind } from './checks/check-record.ts';
import { documentTypeKind } from './checks/document-type-record.ts';
import { companyKind } from './company-record.ts';
import { documentOrderKind } from './document-order-record.ts';
import { individualKind } from './individual-record.ts';
import { commentKind, noteKind } from './note-record.ts';
import { reportKind } from './report-record.ts';
import { tagKind } from './tag-record.ts';
import { templateKind } from './template-record.ts';
import { userKind } from './user-record.ts';

/** What a workspace's people may look at; the files of reports are not among it. */
export const browsableKinds: readonly BrowsableKind[] = [
  browsableKind(caseKind, 'Cases', {
    title: ({ name }) => name,
    subject: ({ id }) => ({ key: 'case_id', value: id }),
  }),
  browsableKind(individualKind, 'Individuals', {
    title: ({ first_name, last_name }) => [first_name, last_name].filter((name) => name !== null).join(' '),
    subject: ({ id }) => ({ key: 'individual_id', value: id }),
  }),
  browsableKind(companyKind, 'Companies', {
    title: ({ name }) => name,
    subject: ({ id }) => ({ key: 'company_id', value: id }),
  }),
  // The events of a check are about the case and the person or company that it is on.
  browsableKind(checkKind, 'Checks', {
    title: ({ type }) => type,
    subject: ({ document: { entity } }) => ({ key: `${entity.kind}_id`, value: entity.id }),
  }),
  browsableKind(documentOrderKind, 'Document orders', { title: ({ name }) => name, subject: ofCase }),
  browsableKind(noteKind, 'Notes', { title: () => null, subject: ofCase }),
  browsableKind(commentKind, 'Comments', { title: () => null, subject: ofCase }),
  browsableKind(reportKind, 'Reports', { title: () => null, subject: ofCase }),
  browsableKind(autonomyChatRunKind, 'Assistant runs', {
    title: ({ run_id }) => run_id,
    subject: ({ document: { thread_id } }) => ({ key: 'thread_id', value: thread_id }),
  }),
  browsableKind(templateKind, 'Templates', { title: ({ name }) => name, subject: () => null }),
  browsableKind(tagKind, 'Tags', { title: ({ label }) => label, subject: () => null }),
  browsableKind(userKind, 'Users', {
    title: ({ first_name, last_name }) => `${first_name} ${last_name}`,
    subject: () => null,
  }),
  browsableKind(documentTypeKind, 'Document types', { title: ({ label }) => label, subject: () => null }),
];

/** Everything that a case holds is told of as a change of the case. */
function ofCase({ rootId }: StoredRecord): RecordSubject {
  return { key: 'case_id', value: rootId };
}
