import * as z from 'zod';
import { dateTimeOrNull, email, text, textOrNull, uuid } from './scalars.ts';

/** A person who works in the product, as other objects name them. */
export const user = z.strictObject({ id: uuid, first_name: text, last_name: text, email });
export const userOrNull = user.nullable();

export const reviewerType = z.enum(['user', 'system', 'api']);

/** Of a check, a hit or a control; every field is null until somebody has decided. */
export const review = z.strictObject({
  comment: textOrNull,
  reviewed_at: dateTimeOrNull,
  reviewer_type: reviewerType.nullable(),
  user: userOrNull,
});
