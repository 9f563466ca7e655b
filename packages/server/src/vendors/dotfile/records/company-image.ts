import { createdAt } from '../../../domain/record.ts';
import type { CompanyRecord } from './company-record.ts';
import type { Held } from './entity-held.ts';

/** Dotfile's `Company`: what every request about one answers, and the after-image in its events. */
export function companyImage(record: CompanyRecord, { checks, documentOrders }: Held) {
  return {
    ...listedCompany(record),
    custom_properties: record.document.custom_properties,
    document_orders: documentOrders,
    checks,
    relations: record.document.relations,
  };
}

/** Dotfile's `CompanyList`: a company in a page. */
export function listedCompany(record: CompanyRecord) {
  const { custom_properties: _, relations: __, last_activity_at, ...properties } = record.document;
  return {
    id: record.id,
    case_id: record.rootId,
    ...properties,
    // Belfry has no table of the codes of legal forms.
    entity_legal_form_label: null,
    last_activity_at,
    created_at: new Date(createdAt(record)).toISOString(),
    updated_at: new Date(record.updatedAt).toISOString(),
  };
}

/** What is told of a company that was deleted. */
export function deletedCompany({ id, rootId, document }: CompanyRecord) {
  return { id, case_id: rootId, name: document.name, country: document.country };
}
