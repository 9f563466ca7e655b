import * as z from 'zod';
import { dateTime, text } from './scalars.ts';

/** A link to a case's report, and until when it works. */
export const caseReport = z.strictObject({
  download_url: text,
  download_url_expire_at: dateTime,
  generated_at: dateTime,
});
