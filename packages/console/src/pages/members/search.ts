import { z } from 'zod';
import { choiceParam } from '../search-params.ts';

export const membersSearch = z.object({
  /** The form for an invitation is open. */
  invite: choiceParam(['yes']),
});
