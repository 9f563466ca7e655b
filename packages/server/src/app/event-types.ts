import type { EventTypeDefinition, OwnEventTypePolicy } from '@belfry/dialects';
import { eventTypeChanges, eventTypeCreated } from '../domain/event-type-audit.ts';
import {
  changedEventType,
  definitionIssues,
  type EventTypeChange,
  eventTypeBytesPerWorkspaceMax,
  eventTypesPerWorkspaceMax,
  jsonBytesOf,
  type OwnEventType,
} from '../domain/own-event-type.ts';
import { accepted, type Refusal, type Result, refused } from '../domain/refusal.ts';
import { summaryOf } from '../domain/refusal-summary.ts';
import type { Workspace } from '../domain/workspace.ts';
import type { Sql } from '../store/database.ts';
import * as store from '../store/event-types.ts';
import { lockWebhooks } from '../store/webhooks.ts';
import { audit } from './audit.ts';
import type { AppContext } from './context.ts';
import { type EventTypeView, noSuchEventType, viewOf } from './read-event-types.ts';
import { dialectOf } from './workspace-dialect.ts';

/**
 * A new event type; it may be published and subscribed to from now on. Refuses catalogue_fixed, validation_failed,
 * event_type_exists, event_type_limit_reached.
 */
export async function createEventType(
  context: AppContext,
  workspace: Workspace,
  draft: Omit<EventTypeDefinition, 'archived'>,
): Promise<Result<EventTypeView>> {
  const policy = dialectOf(workspace).ownEventTypes;
  if (policy === null) return catalogueFixed(workspace);
  const now = context.now();
  const definition = { ...draft, archived: false };
  const own: OwnEventType = { definition, archivedAt: null, createdAt: now, updatedAt: now };
  const unfit = definitionRefusal(own, policy, false);
  if (unfit !== null) return { ok: false, refusal: unfit };
  return context.sql.begin(async (sql): Promise<Result<EventTypeView>> => {
    await lockWebhooks(sql, workspace.id);
    const known = await store.findEventType(sql, workspace.id, draft.type);
    if (known !== undefined) return eventTypeExists(known);
    const limit = await limitRefusal(sql, workspace, own);
    if (limit !== null) return { ok: false, refusal: limit };
    await store.insertEventType(sql, workspace.id, own);
    await audit(context, sql, workspace.id, eventTypeCreated(own));
    await store.announceEventTypeChange(sql, workspace.id);
    return accepted(viewOf(policy, own));
  });
}

/**
 * Changes what is given and leaves the rest. What was published before is not judged again; its deliveries go on.
 * Refuses catalogue_fixed, not_found, validation_failed (an example that the schema refuses, too),
 * event_type_limit_reached.
 */
export function updateEventType(
  context: AppContext,
  workspace: Workspace,
  type: string,
  change: EventTypeChange,
): Promise<Result<EventTypeView>> {
  return changeEventType(context, workspace, type, async (sql, before, policy) => {
    const own = changedEventType(before, change, context.now());
    const unfit = definitionRefusal(own, policy, change.dataExample === undefined);
    const refusal = unfit ?? (await limitRefusal(sql, workspace, own));
    return refusal === null ? accepted(own) : { ok: false, refusal };
  });
}

/** No longer published and no longer newly subscribed to; again changes nothing. Refuses catalogue_fixed, not_found. */
export async function archiveEventType(
  context: AppContext,
  workspace: Workspace,
  type: string,
): Promise<Result<null>> {
  const result = await changeEventType(context, workspace, type, async (_sql, before) => {
    if (before.definition.archived) return accepted(before);
    return accepted(changedEventType(before, { archived: true }, context.now()));
  });
  return result.ok ? accepted(null) : result;
}

/** The one way to change an event type that exists: locks, reads, lets `decide` say what it becomes, writes that. */
async function changeEventType(
  context: AppContext,
  workspace: Workspace,
  type: string,
  decide: (sql: Sql, before: OwnEventType, policy: OwnEventTypePolicy) => Promise<Result<OwnEventType>>,
): Promise<Result<EventTypeView>> {
  const policy = dialectOf(workspace).ownEventTypes;
  if (policy === null) return catalogueFixed(workspace);
  return context.sql.begin(async (sql): Promise<Result<EventTypeView>> => {
    await lockWebhooks(sql, workspace.id);
    const before = await store.findEventType(sql, workspace.id, type);
    if (before === undefined) return noSuchEventType();
    const decided = await decide(sql, before, policy);
    if (!decided.ok) return decided;
    if (decided.value !== before) {
      await store.updateEventType(sql, workspace.id, decided.value);
      await audit(context, sql, workspace.id, ...eventTypeChanges(before, decided.value));
      await store.announceEventTypeChange(sql, workspace.id);
    }
    return accepted(viewOf(policy, decided.value));
  });
}

/** `exampleKept`: the example is not one that was given with this change, and may be what no longer fits. */
function definitionRefusal(
  { definition }: OwnEventType,
  policy: OwnEventTypePolicy,
  exampleKept: boolean,
): Refusal | null {
  const details = definitionIssues(definition, policy);
  const [first] = details;
  if (first === undefined) return null;
  const ofKept = exampleKept && first.path.startsWith('data_example');
  const hint = ofKept ? 'The example that it has does not pass; change both together. ' : '';
  return { code: 'validation_failed', message: hint + summaryOf(details), details };
}

async function limitRefusal(sql: Sql, workspace: Workspace, own: OwnEventType): Promise<Refusal | null> {
  const { definition } = own;
  const beside = await store.eventTypeUsage(sql, workspace.id, definition.type);
  const code = 'event_type_limit_reached';
  if (beside.count >= eventTypesPerWorkspaceMax) {
    const message = `A workspace has at most ${eventTypesPerWorkspaceMax} event types, archived ones included.`;
    return { code, message };
  }
  if (beside.bytes + jsonBytesOf(definition) > eventTypeBytesPerWorkspaceMax) {
    const message = `The schemas and examples of a workspace hold at most ${eventTypeBytesPerWorkspaceMax} bytes together.`;
    return { code, message };
  }
  return null;
}

function catalogueFixed({ dialect }: Workspace): Result<never> {
  return refused(
    'catalogue_fixed',
    `The event types of a workspace of dialect ${dialect} are those of its catalogue: none is added, changed or archived.`,
  );
}

function eventTypeExists({ definition: { archived } }: OwnEventType): Result<never> {
  return refused(
    'event_type_exists',
    archived
      ? 'There is an archived event type with this name: change it with PATCH {"archived": false}.'
      : 'There is an event type with this name already: change it with PATCH.',
  );
}
