import type { CustomProperties } from './case-record.ts';

/** What individuals and companies have in common as they are stored. Dates are texts as on the wire. */
export interface EntityDocument {
  /** False: kept, but of no concern to the case. */
  readonly is_relevant: boolean;
  readonly address: Address;
  readonly custom_properties: CustomProperties;
  /** From this record to companies of the same case; at most one to each, oldest first. */
  readonly relations: readonly Relation[];
  readonly last_activity_at: string;
}

export interface Address {
  readonly street_address: string | null;
  readonly street_address_2: string | null;
  readonly postal_code: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly region: string | null;
  readonly country: string | null;
}

export const noAddress: Address = {
  street_address: null,
  street_address_2: null,
  postal_code: null,
  city: null,
  state: null,
  region: null,
  country: null,
};

/** Upper case and without blanks. */
export interface BankingInformation {
  readonly iban: string | null;
  readonly bic: string | null;
}

export const roles = ['legal_representative', 'shareholder'] as const;
export type Role = (typeof roles)[number];

export interface Relation {
  readonly id: string;
  readonly to_company_id: string;
  readonly voting_rights_percentage: number | null;
  readonly ownership_percentage: number | null;
  readonly roles: readonly Role[];
  readonly position: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}
