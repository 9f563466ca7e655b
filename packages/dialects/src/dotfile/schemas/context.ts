import * as z from 'zod';
import { caseInContext } from './case.ts';
import { companyInContext } from './company.ts';
import { noteInContext } from './note.ts';
import { text, uuid } from './scalars.ts';

/** What each call states by itself; a publisher states none of it. Times are UNIX seconds. */
export const commonContextShape = {
  workspace: z.strictObject({ id: uuid, name: text }),
  timestamp: z.int().nonnegative(),
  event_id: uuid,
  retry_count: z.int().nonnegative(),
  remaining_retry_count: z.int().min(0).max(4),
};

const individualInContext = z.strictObject({ id: uuid, first_name: text, last_name: text });

/** What a publisher states beside the object, by the kind of object. */
export const emptyContext = z.strictObject({});
export const contextOfCase = z.strictObject({ case: caseInContext });
export const contextOfNote = z.strictObject({ case: caseInContext, note: noteInContext.nullable() });
/** `individual` is null where the check is on a company, and `company` where it is on an individual. */
export const contextOfCheck = z.strictObject({
  case: caseInContext,
  individual: individualInContext.nullable(),
  company: companyInContext.nullable(),
});
