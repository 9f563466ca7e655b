import type { RecordKind, StoredRecord } from '../../../domain/record.ts';
import type { BankingInformation, EntityDocument } from './entity-record.ts';

/** A company of a case, which is the record's parent. */
export interface CompanyDocument extends EntityDocument {
  /** A case has one main company at most. */
  readonly type: 'main' | 'affiliated';
  readonly name: string;
  readonly commercial_name: string | null;
  readonly country: string | null;
  readonly registration_number: string | null;
  readonly registration_date: string | null;
  readonly status: 'live' | 'closed' | 'not_reported';
  readonly legal_form: string | null;
  readonly entity_legal_form: string | null;
  readonly classifications: readonly Classification[];
  readonly banking_information: BankingInformation;
  readonly share_capital: string | null;
  readonly tax_identification_number: string | null;
  readonly website_url: string | null;
  readonly employer_identification_number: string | null;
}

export interface Classification {
  readonly type: string;
  readonly code: string;
  readonly description?: string | null | undefined;
}

export type CompanyRecord = StoredRecord<CompanyDocument>;

export const companyKind: RecordKind<CompanyDocument> = {
  name: 'company',
  listing: (document) => ({
    externalId: null,
    name: document.name,
    status: null,
    terms: {
      registration_number: document.registration_number === null ? [] : [document.registration_number],
      country: document.country === null ? [] : [document.country],
    },
    texts: { registration_number: document.registration_number },
    lastActivityAt: Date.parse(document.last_activity_at),
    dueAt: null,
  }),
};

/** The company in the context of a check's events. */
export function companyInContext({ id, document }: CompanyRecord) {
  return { id, name: document.name, country: document.country };
}
