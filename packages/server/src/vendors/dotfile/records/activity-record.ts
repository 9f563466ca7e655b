import type { StoredActivity } from '../../../domain/activity.ts';
import { idTime } from '../../../domain/id.ts';
import type { Actor } from './activity-actor.ts';
import type { PropertyChange } from './activity-differences.ts';

/** An activity as it is stored; its id says when it was. */
export interface ActivityDocument {
  /** Null for what belongs to no case: a tag, a user. */
  readonly case_id: string | null;
  readonly individual_id: string | null;
  readonly company_id: string | null;
  readonly author_type: Actor['type'];
  /** Of the API key; null for the system. */
  readonly author_id: string | null;
  readonly context: ActivityContext;
  /** Null where nothing was changed: the record was created, deleted or decided on. */
  readonly changes: readonly PropertyChange[] | null;
}

/** What the activity is about besides its ids, as it was at that time. */
export interface ActivityContext {
  readonly case?: { readonly status: string };
  readonly case_review?: {
    readonly id: string;
    readonly status: string;
    readonly comment: string | null;
    readonly next_review_at: string | null;
  };
  readonly risk?: {
    readonly id: string;
    readonly level: string;
    readonly mode: string;
    readonly comment: string | null;
  };
  readonly template?: { readonly id: string; readonly name: string; readonly key: string };
  /** Their ids, with commas between them. */
  readonly aml_hit_ids?: string;
  readonly check?: { readonly id: string; readonly type: string; readonly subtype: string | null };
}

export function activityDocument({ document }: StoredActivity): ActivityDocument {
  // What is read back was written by `activitiesOf` alone.
  return document as ActivityDocument;
}

/** Dotfile's `Activity`. Of the types beside Dotfile's, `case_id` may be null. */
export function activityResource(activity: StoredActivity) {
  const { case_id, individual_id, company_id, author_type, author_id, context, changes } =
    activityDocument(activity);
  return {
    id: activity.id,
    case_id,
    individual_id,
    company_id,
    type: activity.type,
    author_type,
    author_id,
    user: null,
    context,
    changes,
    created_at: new Date(idTime(activity.id)).toISOString(),
  };
}
