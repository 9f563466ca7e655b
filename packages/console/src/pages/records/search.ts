import { z } from 'zod';
import { choiceParam, textParam } from '../search-params.ts';

export const recordTabs = ['timeline', 'holds', 'document'] as const;
export type RecordTab = (typeof recordTabs)[number];

export const recordsSearch = z.object({
  /** The record whose sidebar is open. */
  record: textParam,
  /** Of the sidebar. */
  tab: choiceParam(recordTabs),
  /** Absent: every kind. */
  kind: textParam,
  /** In a name, or an id. */
  text: textParam,
});
