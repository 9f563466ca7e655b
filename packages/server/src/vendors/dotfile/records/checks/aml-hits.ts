/** The hits of an AML check, purely: what is reported of them, what reviewers make of them, and what they come to. */
import type { ChangeMoment } from '../../../../domain/record.ts';
import { type AmlHit, noReview } from './check-record.ts';

/** A hit as a vendor integration reports it. */
export interface ReportedHit extends Pick<AmlHit, 'hit_id' | 'name' | 'list_types'> {
  readonly updated_by_monitoring_status?: AmlHit['updated_by_monitoring_status'] | undefined;
  readonly updated_by_monitoring_at?: string | null | undefined;
}

/** Hits that are known by their `hit_id` keep their review, new ones are open, and those that are not named stay. */
export function withReported(
  hits: readonly AmlHit[],
  reported: readonly ReportedHit[],
  moment: ChangeMoment,
): readonly AmlHit[] {
  const byHitId = new Map(hits.map((hit) => [hit.hit_id, hit]));
  for (const { hit_id, name, list_types, ...said } of reported) {
    const known = byHitId.get(hit_id) ?? newHit(hit_id, moment);
    const { updated_by_monitoring_status: status, updated_by_monitoring_at: at } = said;
    byHitId.set(hit_id, {
      ...known,
      name,
      list_types,
      updated_by_monitoring_status: status === undefined ? known.updated_by_monitoring_status : status,
      updated_by_monitoring_at: at === undefined ? known.updated_by_monitoring_at : at,
    });
  }
  return [...byHitId.values()];
}

export interface HitsReview {
  readonly status: 'false_positive' | 'true_positive';
  readonly comment: string | null;
}

/** Each of them is reviewed anew, also one that was. */
export function withReviewed(
  hits: readonly AmlHit[],
  ids: ReadonlySet<string>,
  { status, comment }: HitsReview,
  { at }: ChangeMoment,
): readonly AmlHit[] {
  const reviewedAt = new Date(at).toISOString();
  const review = { comment, reviewed_at: reviewedAt, reviewer_type: 'api', user: null } as const;
  return hits.map((hit) => (ids.has(hit.id) ? { ...hit, status, review } : hit));
}

/** Nobody has reviewed them yet. */
export function openHits(hits: readonly AmlHit[]): readonly AmlHit[] {
  return hits.filter(({ status }) => status === 'potential_match');
}

/** What an AML check's `data` shows of its hits. */
export function amlSummary(hits: readonly AmlHit[]) {
  return {
    match_status: matchStatus(hits),
    hits_list_types: [...new Set(hits.flatMap(({ list_types }) => list_types))],
    hits: hits.map(({ hit_id, updated_by_monitoring_status, updated_by_monitoring_at, ...hit }) => ({
      ...hit,
      vendor: { name: 'comply_advantage', hit_id, updated_by_monitoring_status, updated_by_monitoring_at },
    })),
  };
}

/** An open hit outweighs a confirmed one, and that an ignored one. */
function matchStatus(hits: readonly AmlHit[]): AmlHit['status'] | 'no_match' {
  const weighed = ['potential_match', 'true_positive', 'false_positive'] as const;
  return weighed.find((status) => hits.some((hit) => hit.status === status)) ?? 'no_match';
}

function newHit(hitId: string, { newId }: ChangeMoment): AmlHit {
  return {
    id: newId(),
    hit_id: hitId,
    name: '',
    list_types: [],
    status: 'potential_match',
    review: noReview,
    updated_by_monitoring_status: null,
    updated_by_monitoring_at: null,
  };
}
