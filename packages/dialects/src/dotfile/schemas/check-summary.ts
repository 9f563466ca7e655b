import * as z from 'zod';
import { checkStatuses, checkTypes } from '../values.ts';
import { dateTime, flag, text, textOrNull, uuid } from './scalars.ts';

export const checkStatus = z.enum(checkStatuses);

const checkType = z.enum(checkTypes);

/** A check as individuals and companies list it. */
export const checkSummary = z.strictObject({
  id: uuid,
  individual_id: textOrNull,
  company_id: textOrNull,
  is_internal: flag,
  status: checkStatus,
  type: checkType,
  subtype: textOrNull,
  document_type_key: text.optional(),
  created_at: dateTime,
  updated_at: dateTime,
  last_activity_at: dateTime,
});

/** What is left of a check once it is deleted. */
export const checkDeleted = z.strictObject({
  id: uuid,
  individual_id: textOrNull,
  company_id: textOrNull,
  status: checkStatus,
  type: checkType,
  subtype: textOrNull,
  document_type_key: text.optional(),
});
