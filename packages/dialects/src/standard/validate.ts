import type { EventDraft, EventTypeDefinition, Issue, Validation } from '../dialect.ts';
import { textOf } from '../json-text.ts';
import { dataCheckOf } from './schema/data-check.ts';

interface Entry {
  readonly definition: EventTypeDefinition;
  /** Undefined until the type is first published. */
  schemaText: string | undefined;
}

/**
 * Checks events against a workspace's own types. A type's schema is compiled when the type is first published, so
 * that making a validator costs next to nothing.
 */
export function validatorOf(
  definitions: ReadonlyMap<string, EventTypeDefinition>,
): (draft: EventDraft) => Validation {
  const entries = new Map<string, Entry>(
    [...definitions].map(([type, definition]) => [type, { definition, schemaText: undefined }]),
  );
  return (draft) => {
    const entry = entries.get(draft.type);
    if (entry === undefined) return failed(named(draft.type, 'is no event type of this workspace.'));
    if (entry.definition.archived) {
      return failed(named(draft.type, 'is archived: it can no longer be published.'));
    }
    return validated(entry, draft);
  };
}

function validated(entry: Entry, draft: EventDraft): Validation {
  const issues = [...foreignIssues(draft)];
  const data = textOf(draft.data, 'data');
  if (!data.ok) return failed(...issues, data.issue);
  const { dataSchema } = entry.definition;
  entry.schemaText ??= JSON.stringify(dataSchema);
  const check = dataCheckOf(dataSchema, entry.schemaText);
  issues.push(...check(draft.data, data.text.length, 'data'));
  if (issues.length > 0) return failed(...issues);
  return {
    ok: true,
    event: { name: { type: draft.type, subType: null }, context: '{}', data: data.text },
  };
}

/** What other dialects have and Standard Webhooks have not. */
function foreignIssues({ sub_type, context }: EventDraft): readonly Issue[] {
  const issues: Issue[] = [];
  if (sub_type !== undefined) {
    issues.push({ path: 'sub_type', message: 'Standard Webhooks have no sub-events: leave sub_type out.' });
  }
  if (context !== undefined) {
    issues.push({
      path: 'context',
      message: 'Standard Webhooks have no context: leave it out, or put it into data.',
    });
  }
  return issues;
}

function named(type: string, what: string): Issue {
  return { path: 'type', message: `${JSON.stringify(type)} ${what}` };
}

function failed(...issues: readonly Issue[]): Validation {
  return { ok: false, issues };
}
