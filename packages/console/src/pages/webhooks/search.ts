import { z } from 'zod';
import { textParam } from '../search-params.ts';

export const webhooksSearch = z.object({
  webhook: textParam,
  tab: textParam,
});
