import { z } from 'zod';
import { textParam } from '../search-params.ts';

export const overviewSearch = z.object({
  range: textParam,
});
