/** What becomes of an individual, purely. */
import type { ChangeMoment } from '../../../domain/record.ts';
import { createdEntity, or, patchedEntity } from './entity-decisions.ts';
import type { Problem } from './entity-kind.ts';
import type { IndividualUpdate } from './individual-input.ts';
import type { IndividualDocument } from './individual-record.ts';

type Named = IndividualUpdate & { readonly first_name: string; readonly last_name: string };

export function createdIndividual(input: Named, moment: ChangeMoment): IndividualDocument {
  const { first_name, last_name } = input;
  return patchedIndividual({ first_name, last_name, ...blank, ...createdEntity({}, moment) }, input);
}

export function patchedIndividual(before: IndividualDocument, patch: IndividualUpdate): IndividualDocument {
  return {
    ...before,
    ...patchedEntity(before, patch),
    first_name: or(patch.first_name, before.first_name),
    middle_name: or(patch.middle_name, before.middle_name),
    last_name: or(patch.last_name, before.last_name),
    maiden_name: or(patch.maiden_name, before.maiden_name),
    is_beneficial_owner: or(patch.is_beneficial_owner, before.is_beneficial_owner),
    is_controlling_person: or(patch.is_controlling_person, before.is_controlling_person),
    is_business_contact: or(patch.is_business_contact, before.is_business_contact),
    is_delegator: or(patch.is_delegator, before.is_delegator),
    is_signatory: or(patch.is_signatory, before.is_signatory),
    email: or(patch.email, before.email),
    birth_date: or(patch.birth_date, before.birth_date),
    birth_country: or(patch.birth_country, before.birth_country),
    birth_place: or(patch.birth_place, before.birth_place),
    gender: or(patch.gender, before.gender),
    nationalities: or<readonly string[] | null>(patch.nationalities, before.nationalities),
    banking_information: or(patch.banking_information, before.banking_information),
    tax_identification_number: or(patch.tax_identification_number, before.tax_identification_number),
    social_security_number: or(patch.social_security_number, before.social_security_number),
    phone_number: or(patch.phone_number, before.phone_number),
    position: or(patch.position, before.position),
    ownership_percentage: or(patch.ownership_percentage, before.ownership_percentage),
    voting_rights_percentage: or(patch.voting_rights_percentage, before.voting_rights_percentage),
    roles: or<IndividualDocument['roles']>(patch.roles, before.roles),
  };
}

/** What forbids an individual to be as the document says; null: nothing does. */
export function individualProblem(document: IndividualDocument): Problem | null {
  const { is_business_contact, is_delegator, is_signatory, is_relevant, email } = document;
  if (email === null && (is_business_contact || is_signatory)) {
    return { path: 'email', message: 'Is required of a business contact and of a signatory.' };
  }
  if (is_delegator && is_signatory) {
    return { path: 'is_signatory', message: 'Cannot be true together with is_delegator.' };
  }
  if (!is_relevant && (is_delegator || is_signatory)) {
    const path = is_signatory ? 'is_signatory' : 'is_delegator';
    return { path, message: 'Cannot be true of an individual whose is_relevant is false.' };
  }
  return null;
}

const blank = {
  middle_name: null,
  maiden_name: null,
  is_beneficial_owner: false,
  is_controlling_person: false,
  is_business_contact: false,
  is_delegator: false,
  is_signatory: false,
  email: null,
  birth_date: null,
  birth_country: null,
  birth_place: null,
  gender: null,
  nationalities: null,
  banking_information: null,
  tax_identification_number: null,
  social_security_number: null,
  phone_number: null,
  position: null,
  ownership_percentage: null,
  voting_rights_percentage: null,
  roles: [],
};
