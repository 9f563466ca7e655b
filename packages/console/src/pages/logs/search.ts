import { z } from 'zod';
import { deliveryStates } from '../../parts/delivery-state.ts';
import { periods } from '../../parts/period.ts';
import { choiceParam, textParam } from '../search-params.ts';

export const sidebarTabs = ['payload', 'attempts', 'signature'] as const;
export type SidebarTab = (typeof sidebarTabs)[number];

/** Of the last call's answer: a class ("5xx"), a code ("404"), or that none came. */
export const statusPattern = /^(?:[2-5]xx|none|[1-5]\d\d)$/;

export const logsSearch = z.object({
  /** The delivery whose sidebar is open. */
  delivery: textParam,
  /** Of the sidebar; absent: what tells most about the delivery. */
  tab: choiceParam(sidebarTabs),
  webhook: textParam,
  state: choiceParam(deliveryStates),
  type: textParam,
  status: z.string().regex(statusPattern).optional().catch(undefined),
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

export type LogsSearch = z.output<typeof logsSearch>;
