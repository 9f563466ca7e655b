import { z } from 'zod';
import { textParam } from '../search-params.ts';

export const apiKeysSearch = z.object({
  key: textParam,
});
