import type { RecordKind, StoredRecord } from '../../../domain/record.ts';
import type { BankingInformation, EntityDocument, Role } from './entity-record.ts';

/** A person of a case, which is the record's parent. */
export interface IndividualDocument extends EntityDocument {
  readonly first_name: string;
  readonly middle_name: string | null;
  readonly last_name: string;
  readonly maiden_name: string | null;
  readonly is_beneficial_owner: boolean;
  readonly is_controlling_person: boolean;
  /** Then there is an email, as for a signatory. */
  readonly is_business_contact: boolean;
  /** Never together with the next, and neither of somebody who is not relevant. */
  readonly is_delegator: boolean;
  readonly is_signatory: boolean;
  readonly email: string | null;
  readonly birth_date: string | null;
  readonly birth_country: string | null;
  readonly birth_place: string | null;
  readonly gender: 'male' | 'female' | 'other' | null;
  readonly nationalities: readonly string[] | null;
  readonly banking_information: BankingInformation | null;
  readonly tax_identification_number: string | null;
  readonly social_security_number: string | null;
  readonly phone_number: string | null;
  readonly position: string | null;
  readonly ownership_percentage: number | null;
  readonly voting_rights_percentage: number | null;
  readonly roles: readonly Role[];
}

export type IndividualRecord = StoredRecord<IndividualDocument>;

export const individualKind: RecordKind<IndividualDocument> = {
  name: 'individual',
  listing: (document) => ({
    externalId: null,
    name: document.last_name,
    status: null,
    terms: {
      first_name: [document.first_name],
      email: document.email === null ? [] : [document.email],
      birth_date: document.birth_date === null ? [] : [document.birth_date],
    },
    texts: { first_name: document.first_name, email: document.email },
    lastActivityAt: Date.parse(document.last_activity_at),
    dueAt: null,
  }),
};

/** The individual in the context of a check's events. */
export function individualInContext({ id, document }: IndividualRecord) {
  return { id, first_name: document.first_name, last_name: document.last_name };
}
