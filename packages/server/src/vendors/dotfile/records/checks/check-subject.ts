import type { StoredRecord } from '../../../../domain/record.ts';
import { isOfKind } from '../../../../domain/record.ts';
import { companyInContext, companyKind } from '../company-record.ts';
import { individualInContext, individualKind } from '../individual-record.ts';
import type { CheckSubject } from './check-type.ts';

/** What a check takes from its individual or company; throws for a record of another kind. */
export function subjectOf(record: StoredRecord): CheckSubject & { readonly isRelevant: boolean } {
  if (isOfKind(record, individualKind)) {
    const { first_name, last_name, birth_date, email, phone_number, address, is_relevant } = record.document;
    const country = address.country;
    const person = { first_name, last_name, birth_date, email, phone_number, address, country };
    return { kind: 'individual', ...noCompany, ...person, isRelevant: is_relevant };
  }
  if (isOfKind(record, companyKind)) {
    const { name, commercial_name, registration_number, website_url, country, address, is_relevant } =
      record.document;
    const named = { company_name: name, commercial_name, company_number: registration_number };
    return { kind: 'company', ...noPerson, ...named, website_url, country, address, isRelevant: is_relevant };
  }
  throw new Error(`A check cannot be on a record of the kind ${record.kind}.`);
}

/** The individual and the company in the context of a check's events: the one that it is on, and null. */
export function subjectInContext(record: StoredRecord) {
  return {
    individual: isOfKind(record, individualKind) ? individualInContext(record) : null,
    company: isOfKind(record, companyKind) ? companyInContext(record) : null,
  };
}

const noCompany = { company_name: null, commercial_name: null, company_number: null, website_url: null };
const noPerson = { first_name: null, last_name: null, birth_date: null, email: null, phone_number: null };
