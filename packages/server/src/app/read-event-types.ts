import type { EventType, OwnEventTypePolicy } from '@belfry/dialects';
import type { OwnEventType } from '../domain/own-event-type.ts';
import { accepted, type Result, refused } from '../domain/refusal.ts';
import type { Workspace } from '../domain/workspace.ts';
import { findEventType, listEventTypes } from '../store/event-types.ts';
import type { AppContext } from './context.ts';
import { dialectOf } from './workspace-dialect.ts';

/** A row of the catalogue, and how it was defined: null where the dialect decides the catalogue. */
export interface EventTypeView {
  readonly eventType: EventType;
  readonly own: OwnEventType | null;
}

export type ArchivedChoice = 'true' | 'false' | 'all';

/** A fixed catalogue in its own order, with nothing archived; own event types by name. */
export async function readEventTypes(
  context: AppContext,
  workspace: Workspace,
  archived: ArchivedChoice,
): Promise<readonly EventTypeView[]> {
  const { catalogue, ownEventTypes } = dialectOf(workspace);
  if (ownEventTypes === null) {
    return archived === 'true' ? [] : catalogue.map((eventType) => ({ eventType, own: null }));
  }
  const own = await listEventTypes(context.sql, workspace.id);
  return viewsOf(
    ownEventTypes,
    own.filter(({ definition }) => archived === 'all' || String(definition.archived) === archived),
  );
}

/** Refuses not_found. */
export async function readEventType(
  context: AppContext,
  workspace: Workspace,
  type: string,
): Promise<Result<EventTypeView>> {
  const { catalogue, ownEventTypes } = dialectOf(workspace);
  if (ownEventTypes === null) {
    const eventType = catalogue.find((row) => row.type === type);
    return eventType === undefined ? noSuchEventType() : accepted({ eventType, own: null });
  }
  const own = await findEventType(context.sql, workspace.id, type);
  return own === undefined ? noSuchEventType() : accepted(viewOf(ownEventTypes, own));
}

export function viewOf(policy: OwnEventTypePolicy, own: OwnEventType): EventTypeView {
  const [view] = viewsOf(policy, [own]);
  if (view === undefined)
    throw new Error(`The event type ${own.definition.type} makes no row of a catalogue.`);
  return view;
}

export function noSuchEventType(): Result<never> {
  return refused('not_found', 'No event type with this name in the workspace.');
}

/** A catalogue holds what may be published: archived types are shown as they were while they were in it. */
function viewsOf(policy: OwnEventTypePolicy, all: readonly OwnEventType[]): EventTypeView[] {
  const { catalogue } = policy.withEventTypes(
    all.map(({ definition }) => ({ ...definition, archived: false })),
  );
  const rows = new Map(catalogue.map((row) => [row.type, row]));
  return all.flatMap((own) => {
    const eventType = rows.get(own.definition.type);
    return eventType === undefined ? [] : [{ eventType, own }];
  });
}
