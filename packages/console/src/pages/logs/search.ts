import { z } from 'zod';
import { textParam } from '../search-params.ts';

export const logsSearch = z.object({
  delivery: textParam,
  webhook: textParam,
  state: textParam,
  type: textParam,
  status: textParam,
  subject: textParam,
  from: textParam,
  to: textParam,
  text: textParam,
});
