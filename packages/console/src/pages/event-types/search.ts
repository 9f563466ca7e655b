import { z } from 'zod';
import { textParam } from '../search-params.ts';

export const eventTypesSearch = z.object({
  type: textParam,
  text: textParam,
});
