import { z } from 'zod';
import { choiceParam, textParam } from '../search-params.ts';

export const eventTypesSearch = z.object({
  /** The type whose sidebar is open. */
  type: textParam,
  text: textParam,
  /** The form is open: for a type to be added, or the one that is open. */
  form: choiceParam(['add', 'edit']),
  archived: choiceParam(['shown']),
});
