/** What individuals and companies have in common in how they become what they are, purely. */
import type { ChangeMoment } from '../../../domain/record.ts';
import { isoTime, merged } from './case-decisions.ts';
import type { CustomProperties } from './case-record.ts';
import type { PartialAddress } from './entity-input.ts';
import { type Address, type EntityDocument, noAddress } from './entity-record.ts';

interface SharedInput {
  readonly address?: PartialAddress | undefined;
  readonly custom_properties?: Readonly<Record<string, CustomProperties[string] | null>> | undefined;
}

/** Relevant, and without relations. */
export function createdEntity(input: SharedInput, { at }: ChangeMoment): EntityDocument {
  return {
    is_relevant: true,
    ...patchedEntity({ address: noAddress, custom_properties: {} }, input),
    relations: [],
    last_activity_at: isoTime(at),
  };
}

/** Lines of the address and custom properties that are not named stay as they are. */
export function patchedEntity(
  before: Pick<EntityDocument, 'address' | 'custom_properties'>,
  patch: SharedInput,
): Pick<EntityDocument, 'address' | 'custom_properties'> {
  return {
    address: patchedAddress(before.address, patch.address ?? {}),
    custom_properties: merged(before.custom_properties, patch.custom_properties ?? {}),
  };
}

function patchedAddress(before: Address, patch: PartialAddress): Address {
  return {
    street_address: or(patch.street_address, before.street_address),
    street_address_2: or(patch.street_address_2, before.street_address_2),
    postal_code: or(patch.postal_code, before.postal_code),
    city: or(patch.city, before.city),
    state: or(patch.state, before.state),
    region: or(patch.region, before.region),
    country: or(patch.country, before.country),
  };
}

/** What a body names, null included, or else what there is. */
export function or<Value>(named: Value | undefined, otherwise: Value): Value {
  return named === undefined ? otherwise : named;
}
