import { z } from 'zod';
import { choiceParam, textParam } from '../search-params.ts';

export const sidebarTabs = ['parameters', 'events', 'status'] as const;
export type SidebarTab = (typeof sidebarTabs)[number];

/** In place of a webhook's id: the one that is about to be added. */
export const newWebhook = 'new';

export const webhooksSearch = z.object({
  /** The open sidebar: a webhook's id, or `new`. */
  webhook: textParam,
  tab: choiceParam(sidebarTabs),
  /** What the list is filtered by. */
  q: textParam,
});
