import { z } from 'zod';
import { choiceParam } from '../search-params.ts';
import { rangeNames } from './range.ts';

export const overviewSearch = z.object({
  /** Absent: 24 hours. */
  range: choiceParam(rangeNames),
});
