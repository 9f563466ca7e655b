import { type AuditChange, type AuditValues, differing } from './audit.ts';
import type { OwnEventType } from './own-event-type.ts';

export function eventTypeCreated(own: OwnEventType): AuditChange {
  return { action: 'event_type.created', target: targetOf(own), before: null, after: valuesOf(own) };
}

/** What one change of an event type was; nothing where nothing changed. */
export function eventTypeChanges(before: OwnEventType, after: OwnEventType): readonly AuditChange[] {
  const target = targetOf(after);
  const values = differing(valuesOf(before), valuesOf(after));
  const changes: AuditChange[] = values === null ? [] : [{ action: 'event_type.updated', target, ...values }];
  const { archived } = after.definition;
  if (before.definition.archived !== archived) {
    const action = archived ? 'event_type.archived' : 'event_type.restored';
    changes.push({ action, target, before: { archived: !archived }, after: { archived } });
  }
  return changes;
}

function targetOf({ definition: { type } }: OwnEventType): AuditChange['target'] {
  return { type: 'event_type', id: type, name: type };
}

function valuesOf({ definition }: OwnEventType): AuditValues {
  return {
    group: definition.group,
    description: definition.description,
    deprecation: definition.deprecation,
    data_schema: definition.dataSchema,
    data_example: definition.example ?? null,
  };
}
