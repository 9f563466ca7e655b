/** What becomes of a company, purely. */
import { type ChangeMoment, ofKind, type StoredRecord } from '../../../domain/record.ts';
import type { CompanyUpdate } from './company-input.ts';
import { type CompanyDocument, companyKind } from './company-record.ts';
import { createdEntity, or, patchedEntity } from './entity-decisions.ts';
import type { Problem } from './entity-kind.ts';

type Named = CompanyUpdate & {
  readonly name: string;
  readonly type?: CompanyDocument['type'] | undefined;
};

export function createdCompany(input: Named, moment: ChangeMoment): CompanyDocument {
  const { name, type = 'main' } = input;
  return patchedCompany({ type, name, ...blank, ...createdEntity({}, moment) }, input);
}

export function patchedCompany(before: CompanyDocument, patch: CompanyUpdate): CompanyDocument {
  return {
    ...before,
    ...patchedEntity(before, patch),
    name: or(patch.name, before.name),
    commercial_name: or(patch.commercial_name, before.commercial_name),
    country: or(patch.country, before.country),
    registration_number: or(patch.registration_number, before.registration_number),
    registration_date: or(patch.registration_date, before.registration_date),
    status: or(patch.status, before.status),
    legal_form: or(patch.legal_form, before.legal_form),
    entity_legal_form: or(patch.entity_legal_form, before.entity_legal_form),
    classifications: or<CompanyDocument['classifications']>(patch.classifications, before.classifications),
    banking_information: or(patch.banking_information, before.banking_information),
    share_capital: or(patch.share_capital, before.share_capital),
    tax_identification_number: or(patch.tax_identification_number, before.tax_identification_number),
    website_url: or(patch.website_url, before.website_url),
    employer_identification_number: or(
      patch.employer_identification_number,
      before.employer_identification_number,
    ),
  };
}

/** What forbids the company to join a case with these members; null: nothing does. */
export function joiningProblem({ type }: CompanyDocument, members: readonly StoredRecord[]): Problem | null {
  const main = mainCompany(members);
  if (type === 'main' && main !== undefined) {
    return { path: 'type', message: 'The case has a main company already.' };
  }
  if (type === 'affiliated' && main === undefined) {
    return { path: 'type', message: 'The case needs a main company before an affiliated one.' };
  }
  return null;
}

export function mainCompany(members: readonly StoredRecord[]): StoredRecord<CompanyDocument> | undefined {
  return ofKind(members, companyKind).find(({ document }) => document.type === 'main');
}

const blank: Omit<CompanyDocument, 'name' | 'type' | keyof ReturnType<typeof createdEntity>> = {
  commercial_name: null,
  country: null,
  registration_number: null,
  registration_date: null,
  status: 'not_reported',
  legal_form: null,
  entity_legal_form: null,
  classifications: [],
  banking_information: { iban: null, bic: null },
  share_capital: null,
  tax_identification_number: null,
  website_url: null,
  employer_identification_number: null,
};
