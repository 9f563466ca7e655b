import * as z from 'zod';
import { amountOrNull, dateTime, textOrNull, uuid } from './scalars.ts';

export const roles = z.array(z.enum(['legal_representative', 'shareholder']));

/** What an individual or a company is to a company of the same case. */
export const relation = z.strictObject({
  id: uuid,
  to_company_id: uuid,
  voting_rights_percentage: amountOrNull,
  ownership_percentage: amountOrNull,
  roles,
  position: textOrNull,
  created_at: dateTime,
  updated_at: dateTime,
});
