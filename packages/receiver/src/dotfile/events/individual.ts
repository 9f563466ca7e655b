// Written by `npm run generate` from the catalogue of the Dotfile dialect: change it there.
import type { ContextWithCase } from './context.ts';
import type { Address, BankingInformation, CheckSummary, DataLineage, Relation } from './parts.ts';

export type IndividualEvent =
  | IndividualCreatedEvent
  | IndividualUpdatedEvent
  | IndividualInfoUpdatedEvent
  | IndividualMarkedAsRelevantEvent
  | IndividualMarkedAsNotRelevantEvent
  | IndividualDeletedEvent;

/** An individual was added to a case. */
export interface IndividualCreatedEvent {
  readonly event: 'Individual.Created';
  readonly context: ContextWithCase;
  readonly individual: Individual;
}

/** A property of an individual changed, other than its checks. */
export interface IndividualUpdatedEvent {
  readonly event: 'Individual.Updated';
  readonly sub_event?:
    | 'Individual.InfoUpdated'
    | 'Individual.MarkedAsRelevant'
    | 'Individual.MarkedAsNotRelevant';
  readonly context: ContextWithCase;
  readonly individual: Individual;
}

/** The details of an individual changed. */
export interface IndividualInfoUpdatedEvent {
  readonly event: 'Individual.InfoUpdated';
  readonly context: ContextWithCase;
  readonly individual: Individual;
}

/** An individual was marked as relevant to its case. */
export interface IndividualMarkedAsRelevantEvent {
  readonly event: 'Individual.MarkedAsRelevant';
  readonly context: ContextWithCase;
  readonly individual: Individual;
}

/** An individual was marked as not relevant to its case. */
export interface IndividualMarkedAsNotRelevantEvent {
  readonly event: 'Individual.MarkedAsNotRelevant';
  readonly context: ContextWithCase;
  readonly individual: Individual;
}

/** An individual was deleted. */
export interface IndividualDeletedEvent {
  readonly event: 'Individual.Deleted';
  readonly context: ContextWithCase;
  readonly individual: DeletedIndividual;
}

export interface Individual {
  readonly id: string;
  readonly case_id: string;
  readonly roles: readonly ('legal_representative' | 'shareholder')[];
  readonly is_beneficial_owner: boolean;
  readonly is_controlling_person: boolean;
  readonly is_business_contact: boolean;
  readonly is_delegator: boolean;
  readonly is_signatory: boolean;
  readonly is_relevant: boolean;
  readonly first_name: string;
  readonly middle_name: string | null;
  readonly last_name: string;
  readonly maiden_name: string | null;
  readonly email: string | null;
  readonly birth_date: string | null;
  readonly birth_country: string | null;
  readonly birth_place: string | null;
  readonly gender: 'male' | 'female' | 'other' | null;
  readonly nationalities: readonly string[] | null;
  readonly address: Address;
  readonly banking_information: BankingInformation | null;
  readonly tax_identification_number: string | null;
  readonly social_security_number: string | null;
  readonly phone_number: string | null;
  readonly position: string | null;
  readonly ownership_percentage: number | null;
  readonly voting_rights_percentage: number | null;
  readonly custom_properties: Readonly<Record<string, string | boolean | number | readonly string[] | null>>;
  readonly checks: readonly CheckSummary[];
  readonly relations: readonly Relation[];
  readonly created_at: string;
  readonly updated_at: string;
  readonly last_activity_at: string;
  readonly data_lineage?: Readonly<Record<string, DataLineage>>;
}

export interface DeletedIndividual {
  readonly id: string;
  readonly case_id: string;
  readonly first_name: string;
  readonly last_name: string;
}
