import { z } from 'zod';
import { choiceParam } from '../search-params.ts';

export const apiKeysSearch = z.object({
  /** The form for another key is open. */
  create: choiceParam(['yes']),
});
