import { z } from 'zod';
import { textParam } from '../search-params.ts';

export const settingsSearch = z.object({
  tab: textParam,
});
