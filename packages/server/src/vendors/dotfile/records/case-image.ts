import { createdAt, type StoredRecord } from '../../../domain/record.ts';
import type { CaseMembers } from './case-members.ts';
import type { CaseDocument } from './case-record.ts';

export type CaseRecord = StoredRecord<CaseDocument>;
export type CaseImage = ReturnType<typeof caseImage>;

/** Dotfile's `CaseDetailed`: the body of `GET /cases/{id}`, and the after-image in every event of a case. */
export function caseImage(record: CaseRecord, members: CaseMembers) {
  const { document } = record;
  return {
    ...head(document, record.id),
    review: document.review,
    space_slug: document.space_slug,
    template: document.template,
    template_id: document.template?.id ?? null,
    risk: document.risk,
    custom_properties: document.custom_properties,
    last_contact_action_at: document.last_contact_action_at,
    controls: [],
    individuals: members.individuals,
    companies: members.companies,
    assignee: document.assignee,
    client_portal: document.client_portal,
    ...times(record),
  };
}

/** Dotfile's `CaseCreateResponse`. */
export function createdCaseResource(record: CaseRecord, members: CaseMembers) {
  return { ...caseImage(record, members), assignee_id: record.document.assignee?.id ?? null };
}

/** Dotfile's `Case`: what a patch answers. */
export function caseResource(record: CaseRecord) {
  return { ...listedCase(record), custom_properties: record.document.custom_properties };
}

/** Dotfile's `CaseList`: a case in a page. */
export function listedCase(record: CaseRecord) {
  const { document } = record;
  return {
    ...head(document, record.id),
    review: document.review,
    assignee_id: document.assignee?.id ?? null,
    space_slug: document.space_slug,
    template: document.template,
    template_id: document.template?.id ?? null,
    risk: document.risk,
    last_contact_action_at: document.last_contact_action_at,
    ...times(record),
  };
}

/** The case in the context of other objects' events. */
export function caseInContext(record: CaseRecord) {
  const { document } = record;
  const portal = document.client_portal;
  return {
    ...head(document, record.id),
    client_portal: portal === null ? null : { id: portal.id, name: portal.name, type: portal.type },
  };
}

/** What is told of a case that was deleted. */
export function deletedCase({ id, document }: CaseRecord) {
  return { id, name: document.name, external_id: document.external_id };
}

function head(document: CaseDocument, id: string) {
  return {
    id,
    name: document.name,
    status: document.status,
    external_id: document.external_id,
    contact_has_actions: document.contact_has_actions,
    reviewer_has_actions: document.reviewer_has_actions,
    flags: document.flags,
    tags: document.tags,
    metadata: document.metadata,
    last_activity_at: document.last_activity_at,
  };
}

function times(record: CaseRecord) {
  return {
    created_at: new Date(createdAt(record)).toISOString(),
    updated_at: new Date(record.updatedAt).toISOString(),
  };
}
