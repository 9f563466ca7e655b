import * as z from 'zod';
import { countryOrNull, text, textOrNull } from './scalars.ts';

export const address = z.strictObject({
  street_address: textOrNull,
  street_address_2: textOrNull,
  postal_code: textOrNull,
  city: textOrNull,
  state: textOrNull,
  region: textOrNull,
  country: countryOrNull,
});

export const bankingInformation = z.strictObject({
  iban: text.min(15).max(34).nullable(),
  bic: text.min(8).max(12).nullable(),
});
