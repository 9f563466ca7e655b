import * as z from 'zod';
import { dateTime, text, textOrNull, uuid } from './scalars.ts';

/** A document ordered from a registry for a company. */
export const documentOrder = z.strictObject({
  id: uuid,
  company_id: uuid,
  product_ref: text,
  name: text,
  price_tier: text,
  status: z.enum(['created', 'processing', 'completed', 'failed']),
  file_id: textOrNull,
  created_at: dateTime,
  updated_at: dateTime,
});
