import { z } from 'zod';
import { textParam } from '../search-params.ts';

export const membersSearch = z.object({
  member: textParam,
});
