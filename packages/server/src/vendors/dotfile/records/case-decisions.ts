/**
 * What becomes of a case, purely: the document before, the input and the moment in; the document after out. A
 * document that comes back as the same value has not changed; none of these touches `last_activity_at`.
 */
import type { ChangeMoment } from '../../../domain/record.ts';
import type { CaseCreate, CaseUpdate, ReviewCreate, RiskCreate } from './case-input.ts';
import type { CaseDocument, CaseReview, CustomProperties, Risk } from './case-record.ts';
import type { NamedTags } from './case-tags.ts';

/** What a body named and what was found for it; undefined: it was not named. */
export interface Attached {
  readonly template: CaseDocument['template'] | undefined;
  readonly assignee: CaseDocument['assignee'] | undefined;
  readonly tags: NamedTags | undefined;
}

export function createdCase(input: CaseCreate, attached: Attached, { at }: ChangeMoment): CaseDocument {
  return {
    name: input.name,
    status: input.status ?? 'open',
    external_id: input.external_id ?? null,
    space_slug: input.space_slug ?? null,
    template: attached.template ?? null,
    assignee: attached.assignee ?? null,
    flags: [],
    contact_has_actions: false,
    reviewer_has_actions: false,
    tags: attached.tags?.labels ?? [],
    risk: null,
    review: null,
    review_due_told: null,
    custom_properties: merged({}, input.custom_properties ?? {}),
    metadata: input.metadata ?? null,
    last_activity_at: isoTime(at),
    last_contact_action_at: null,
    client_portal: null,
  };
}

/** A patched risk that says what the case's manual risk says already is no new risk. */
export function patchedCase(
  before: CaseDocument,
  patch: CaseUpdate,
  attached: Attached,
  moment: ChangeMoment,
): CaseDocument {
  return {
    ...before,
    name: patch.name ?? before.name,
    status: patch.status ?? before.status,
    external_id: patch.external_id === undefined ? before.external_id : patch.external_id,
    template: attached.template === undefined ? before.template : attached.template,
    assignee: attached.assignee === undefined ? before.assignee : attached.assignee,
    tags: attached.tags?.labels ?? before.tags,
    metadata: patch.metadata === undefined ? before.metadata : patch.metadata,
    custom_properties: merged(before.custom_properties, patch.custom_properties ?? {}),
    risk: patch.risk === undefined ? before.risk : manualRisk(before.risk, patch.risk, moment),
  };
}

/** Always a new review. What is approved without a date has no next review, and so have the other decisions. */
export function reviewedCase(before: CaseDocument, input: ReviewCreate, moment: ChangeMoment): CaseDocument {
  const next = input.status === 'approved' ? (input.next_review_at ?? null) : null;
  const review: CaseReview = {
    id: moment.newId(),
    status: input.status,
    comment: input.comment ?? null,
    reviewer_type: 'api',
    user: null,
    reviewed_at: input.reviewed_at ?? isoTime(moment.at),
    next_review_at: next,
  };
  return { ...before, status: input.status, review, review_due_told: null };
}

/** Always a new risk. */
export function riskedCase(before: CaseDocument, input: RiskCreate, moment: ChangeMoment): CaseDocument {
  const { level, score = null, components = null, flags = null } = input;
  const risk = newRisk({ mode: 'automatic', level, comment: null, score, components, flags }, moment);
  return { ...before, risk };
}

export function taggedCase(before: CaseDocument, labels: readonly string[]): CaseDocument {
  return { ...before, tags: [...new Set([...before.tags, ...labels])] };
}

export function untaggedCase(before: CaseDocument, labels: readonly string[]): CaseDocument {
  return { ...before, tags: before.tags.filter((label) => !labels.includes(label)) };
}

function manualRisk(before: Risk | null, patch: CaseUpdate['risk'], moment: ChangeMoment): Risk | null {
  if (patch === null || patch === undefined) return null;
  const { level, comment = null } = patch;
  if (before?.mode === 'manual' && before.level === level && before.comment === comment) return before;
  return newRisk({ mode: 'manual', level, comment, score: null, components: null, flags: null }, moment);
}

function newRisk(risk: Omit<Risk, 'id' | 'created_at' | 'updated_at'>, { at, newId }: ChangeMoment): Risk {
  return { id: newId(), ...risk, created_at: isoTime(at), updated_at: isoTime(at) };
}

/** Custom properties after a change of some: null takes one away. */
export function merged(
  before: CustomProperties,
  changes: Readonly<Record<string, CustomProperties[string] | null>>,
): CustomProperties {
  const after: Record<string, CustomProperties[string]> = { ...before };
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) delete after[name];
    else after[name] = value;
  }
  return after;
}

export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
