import { z } from 'zod';
import { periods } from '../../parts/period.ts';
import { choiceParam, textParam } from '../search-params.ts';

export const eventsSearch = z.object({
  /** The event whose sidebar is open. */
  event: textParam,
  form: choiceParam(['publish']),
  type: textParam,
  /** `case_id:…` */
  subject: textParam,
  /** Back from now; with it `from` and `to` do not count. */
  period: choiceParam(periods),
  /** ISO 8601. */
  from: textParam,
  to: textParam,
  /** In the payload. */
  text: textParam,
});

export type EventsSearch = z.output<typeof eventsSearch>;
