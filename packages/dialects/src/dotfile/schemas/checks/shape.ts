import * as z from 'zod';
import { checkStatus } from '../check-summary.ts';
import { dateTime, flag, text, textOrNull, uuid, uuidOrNull } from '../scalars.ts';

/** What every check says, whatever its type. */
const shape = { id: uuid, is_internal: flag, status: checkStatus, last_activity_at: dateTime };

/** Of a check that may be on either; the other id is null. */
export const onEither = { ...shape, subtype: textOrNull, company_id: uuidOrNull, individual_id: uuidOrNull };
export const onIndividual = { ...shape, subtype: textOrNull, individual_id: uuid };
export const onCompany = { ...shape, subtype: textOrNull, company_id: uuid };

/** Two types of check have a subtype always: the kind of document that is asked for or signed. */
export const namedSubtype = { subtype: text };

/** Whether a check may decide by itself. */
export const automaticDecision = { automatic_approval: z.boolean(), automatic_rejection: z.boolean() };
