import { z } from 'zod';
import { textParam } from '../search-params.ts';

export const eventsSearch = z.object({
  event: textParam,
  type: textParam,
  subject: textParam,
  from: textParam,
  to: textParam,
  text: textParam,
});
