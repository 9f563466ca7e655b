import { z } from 'zod';
import { textParam } from '../search-params.ts';

export const recordsSearch = z.object({
  record: textParam,
  kind: textParam,
  text: textParam,
});
