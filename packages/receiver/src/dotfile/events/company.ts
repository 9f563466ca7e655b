// Written by `npm run generate` from the catalogue of the Dotfile dialect: change it there.
import type { ContextWithCase } from './context.ts';
import type { DocumentOrder } from './document-order.ts';
import type { Address, BankingInformation, CheckSummary, DataLineage, Relation } from './parts.ts';

export type CompanyEvent =
  | CompanyCreatedEvent
  | CompanyUpdatedEvent
  | CompanyInfoUpdatedEvent
  | CompanyMarkedAsRelevantEvent
  | CompanyMarkedAsNotRelevantEvent
  | CompanyDeletedEvent;

/** A company was added to a case. */
export interface CompanyCreatedEvent {
  readonly event: 'Company.Created';
  readonly context: ContextWithCase;
  readonly company: Company;
}

/** A property of a company changed, other than its checks. */
export interface CompanyUpdatedEvent {
  readonly event: 'Company.Updated';
  readonly sub_event?: 'Company.InfoUpdated' | 'Company.MarkedAsRelevant' | 'Company.MarkedAsNotRelevant';
  readonly context: ContextWithCase;
  readonly company: Company;
}

/** The details of a company changed. */
export interface CompanyInfoUpdatedEvent {
  readonly event: 'Company.InfoUpdated';
  readonly context: ContextWithCase;
  readonly company: Company;
}

/** A company was marked as relevant to its case. */
export interface CompanyMarkedAsRelevantEvent {
  readonly event: 'Company.MarkedAsRelevant';
  readonly context: ContextWithCase;
  readonly company: Company;
}

/** A company was marked as not relevant to its case. */
export interface CompanyMarkedAsNotRelevantEvent {
  readonly event: 'Company.MarkedAsNotRelevant';
  readonly context: ContextWithCase;
  readonly company: Company;
}

/** A company was deleted. */
export interface CompanyDeletedEvent {
  readonly event: 'Company.Deleted';
  readonly context: ContextWithCase;
  readonly company: DeletedCompany;
}

export interface Company {
  readonly id: string;
  readonly case_id: string;
  readonly type: 'main' | 'affiliated';
  readonly name: string;
  readonly is_relevant: boolean;
  readonly commercial_name: string | null;
  readonly country: string | null;
  readonly registration_number: string | null;
  readonly registration_date: string | null;
  readonly status: 'live' | 'closed' | 'not_reported';
  readonly legal_form: string | null;
  readonly entity_legal_form: string | null;
  readonly entity_legal_form_label: string | null;
  readonly address: Address;
  readonly classifications: readonly CompanyClassification[] | null;
  readonly banking_information: BankingInformation;
  readonly share_capital: string | null;
  readonly tax_identification_number: string | null;
  readonly website_url: string | null;
  readonly employer_identification_number: string | null;
  readonly custom_properties: Readonly<Record<string, string | boolean | number | readonly string[] | null>>;
  readonly document_orders: readonly DocumentOrder[];
  readonly checks: readonly CheckSummary[];
  readonly relations: readonly Relation[];
  readonly created_at: string;
  readonly updated_at: string;
  readonly last_activity_at: string;
  readonly data_lineage?: Readonly<Record<string, DataLineage>>;
}

export interface DeletedCompany {
  readonly id: string;
  readonly case_id: string;
  readonly name: string;
  readonly country: string | null;
}

export interface CompanyClassification {
  readonly type: string;
  readonly code: string;
  readonly description?: string | null;
}
