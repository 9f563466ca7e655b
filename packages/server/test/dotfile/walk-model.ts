import { isDeepStrictEqual } from 'node:util';

/** What is expected of a case, in the words of its API, without the ids and times of what it was given. */
export interface ModelCase {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly external_id: string | null;
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, string>> | null;
  readonly custom_properties: Readonly<Record<string, unknown>>;
  readonly risk: Numbered<ModelRisk> | null;
  readonly review: Numbered<ModelReview> | null;
  /** Whether the coming of the review's date has been told of. */
  readonly dueTold: boolean;
  /** Whether a first collection was completed once. */
  readonly collected: boolean;
  readonly members: readonly ModelMember[];
  /** Milliseconds since the epoch. */
  readonly updatedAt: number;
  readonly lastActivityAt: number;
}

/** Two of the same content are told apart by their numbers, which the API does not show. */
export interface Numbered<Content> {
  readonly number: number;
  readonly content: Content;
}

export interface ModelRisk {
  readonly mode: 'automatic' | 'manual';
  readonly level: string;
  readonly comment: string | null;
  readonly score: number | null;
}

export interface ModelReview {
  readonly status: string;
  readonly comment: string | null;
  /** A date. */
  readonly next_review_at: string | null;
}

/** A person or a company of the case. */
export interface ModelMember {
  readonly kind: 'individual' | 'company';
  /** Of a case's companies at most one is. */
  readonly main: boolean;
  readonly id: string;
  readonly name: string;
  readonly isRelevant: boolean;
  readonly checks: readonly ModelCheck[];
}

export interface ModelCheck {
  readonly id: string;
  /** Internal ones the contact has no part in. */
  readonly internal: boolean;
  readonly status: 'in_progress' | 'processing' | 'need_review' | 'approved' | 'rejected';
}

/** What the API and the events show of the case. */
export function caseView(model: ModelCase) {
  const { id, name, status, external_id, tags, metadata, custom_properties, risk, review } = model;
  const shown = (kind: ModelMember['kind']) =>
    model.members.filter((member) => member.kind === kind && member.isRelevant).map(memberView);
  return {
    ...{ id, name, status, external_id, tags, metadata, custom_properties },
    ...derivedView(model),
    risk: risk?.content ?? null,
    review: review?.content ?? null,
    individuals: shown('individual'),
    companies: shown('company'),
    updated_at: isoTime(model.updatedAt),
    last_activity_at: isoTime(model.lastActivityAt),
  };
}

/** What stands of the case in the context of its members' events. */
export function contextView(model: ModelCase) {
  const { id, name, status, external_id, tags, metadata } = model;
  return {
    ...{ id, name, status, external_id, tags, metadata, ...derivedView(model) },
    last_activity_at: isoTime(model.lastActivityAt),
  };
}

export function memberView({ kind, id, name, isRelevant, checks }: ModelMember) {
  const naming = kind === 'individual' ? { last_name: name } : { name };
  const summaries = checks.map((check) => ({ id: check.id, status: check.status }));
  return { id, ...naming, is_relevant: isRelevant, checks: summaries };
}

/** What follows from the checks of those who are relevant. */
function derivedView({ members, collected }: ModelCase) {
  const checks = members.filter(({ isRelevant }) => isRelevant).flatMap((member) => member.checks);
  const asked = checks.some(({ internal, status }) => status === 'in_progress' && !internal);
  const review = checks.some(({ status }) => status === 'need_review');
  const flags: string[] = [];
  if (checks.length > 0 && checks.every(({ status }) => status === 'approved'))
    flags.push('all_checks_approved');
  if (review) flags.push('for_review');
  if (asked) flags.push(collected ? 'for_recollection' : 'for_first_collect');
  if (collected) flags.push('first_collect_completed');
  return { flags, contact_has_actions: asked, reviewer_has_actions: review };
}

/** The case once what follows from its checks has followed. */
export function withCollection(model: ModelCase): ModelCase {
  const checks = model.members.filter(({ isRelevant }) => isRelevant).flatMap((member) => member.checks);
  const asked = checks.some(({ internal, status }) => status === 'in_progress' && !internal);
  return { ...model, collected: model.collected || (checks.length > 0 && !asked) };
}

/** The sub-events of `Case.Updated` that tell of the difference, in their order. */
export function touched(before: ModelCase, after: ModelCase): readonly string[] {
  const [old, now] = [derivedView(before), derivedView(after)];
  const differs = (...names: readonly (keyof ModelCase)[]): boolean =>
    names.some((name) => !isDeepStrictEqual(before[name], after[name]));
  const groups: readonly [string, boolean][] = [
    ['Status', differs('status')],
    ['Flags', !isDeepStrictEqual(old.flags, now.flags)],
    ['Info', differs('name', 'external_id', 'custom_properties')],
    ['Risk', differs('risk')],
    ['Metadata', differs('metadata')],
    ['Tags', differs('tags')],
    ['ContactHasActions', old.contact_has_actions !== now.contact_has_actions],
    ['ReviewerHasActions', old.reviewer_has_actions !== now.reviewer_has_actions],
  ];
  return groups.filter(([, is]) => is).map(([group]) => `Case.${group}Updated`);
}

/** Whether the date of the case's periodic review, midnight UTC, has come. */
export function isDue({ review }: ModelCase, at: number): boolean {
  const date = review?.content.next_review_at ?? null;
  return date !== null && Date.parse(date) <= at;
}

export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
