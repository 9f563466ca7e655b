import { z } from 'zod';
import { textParam } from '../search-params.ts';

export const auditSearch = z.object({
  entry: textParam,
  target: textParam,
  action: textParam,
  actor: textParam,
  from: textParam,
  to: textParam,
});
