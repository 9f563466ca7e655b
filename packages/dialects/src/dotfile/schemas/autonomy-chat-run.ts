import * as z from 'zod';
import { text, textOrNull, uuid, uuidOrNull } from './scalars.ts';

/** The only object whose fields stand at the top level of the body, beside `event` and `context`. */
export const autonomyChatRun = z.strictObject({
  thread_id: uuid,
  run_id: text,
  outcome: z.enum(['completed', 'aborted', 'error']),
  last_message: textOrNull,
  routine_id: uuidOrNull,
  routine_slug: textOrNull,
});
