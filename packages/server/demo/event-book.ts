/**
 * The events of a story: what its API calls promise beside what Belfry recorded. State: `caused` are the promised
 * ones, in their order; `beyond` those that nothing promised; `newestId` is that of the last event of the workspace.
 */
import type { EventAnswer } from '@belfry/api';
import type { PromisedEvent } from './act.ts';
import type { CausedEvent } from './proof.ts';
import { answer, type DemoWorkspace } from './workspace.ts';

export interface EventBook {
  readonly caused: readonly CausedEvent[];
  readonly beyond: readonly EventAnswer[];
  /** Enters what the API call promises; answers with what was recorded since the last one, oldest first. */
  readonly enter: (request: string, promised: readonly PromisedEvent[]) => Promise<readonly EventAnswer[]>;
}

/** More than one API call causes. */
const eventsReadMax = 50;

export async function openEventBook(workspace: DemoWorkspace): Promise<EventBook> {
  const caused: CausedEvent[] = [];
  const beyond: EventAnswer[] = [];
  let newestId = (await eventsSince(workspace, '')).at(-1)?.id ?? '';
  return {
    caused,
    beyond,
    async enter(request, promised) {
      const recorded = await eventsSince(workspace, newestId);
      newestId = recorded.at(-1)?.id ?? newestId;
      const entered = promised.map((event, index) => ({ request, event, id: idOf(event, recorded[index]) }));
      caused.push(...entered);
      beyond.push(...recorded.filter(({ id }) => entered.every((one) => one.id !== id)));
      return recorded;
    },
  };
}

/** The events that Belfry recorded after that one, oldest first. */
async function eventsSince({ api }: DemoWorkspace, newestId: string): Promise<readonly EventAnswer[]> {
  const { data } = await answer(api.events.list({ limit: eventsReadMax }));
  // Ids begin with the time.
  return data.filter(({ id }) => id > newestId).reverse();
}

/** Null where another event was recorded in the place of the promised one, or none. */
function idOf(event: PromisedEvent, recorded: EventAnswer | undefined): string | null {
  const same = recorded?.type === event.type && recorded.sub_type === event.subType;
  return same ? recorded.id : null;
}
