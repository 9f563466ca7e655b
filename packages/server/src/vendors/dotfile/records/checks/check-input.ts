import { z } from 'zod';
import { externalId, textOf, uuid } from '../../../text-input.ts';
import type { ReportedHit } from './aml-hits.ts';
import { type CheckDocument, hitListTypes } from './check-record.ts';
import type { CheckFiles, CheckPlan, CheckTypeRules } from './check-type.ts';
import { dateOrNull, dateTimeOrNull, flag, oneOf, reference, resultOrNull } from './reported-values.ts';

const commentLengthMax = 10_000;
const hitsMax = 100;

const comment = textOf(0, commentLengthMax).nullable().optional();

/** Dotfile's `EkycCheckCreate`, `AmlCheckCompanyCreate` and so on. */
export function checkCreate(rules: CheckTypeRules): z.ZodType<CheckCreate> {
  return z
    .strictObject({
      individual_id: uuid.optional(),
      company_id: uuid.optional(),
      settings: rules.settings.prefault({}),
      data: (rules.files ?? noFiles).optional(),
    })
    .superRefine((body, refinement) => {
      const problem = entityProblem(rules, body);
      if (problem !== null) refinement.addIssue({ code: 'custom', ...problem });
    })
    .transform(({ individual_id: individual, company_id: company, settings, data }) => ({
      entity: { kind: individual === undefined ? 'company' : 'individual', id: individual ?? company ?? '' },
      settings,
      files: data ?? null,
    }));
}

/** What is wrong with what the check is to be on. */
function entityProblem(
  { entities, label }: CheckTypeRules,
  named: { readonly individual_id?: string | undefined; readonly company_id?: string | undefined },
): { readonly path: string[]; readonly message: string } | null {
  const unfit = (['individual', 'company'] as const).find(
    (kind) => named[`${kind}_id`] !== undefined && !entities.includes(kind),
  );
  const [first = 'individual', second] = entities;
  if (unfit !== undefined) {
    const message = `${capitalised(label)} is on ${first === 'company' ? 'a company' : 'an individual'}.`;
    return { path: [`${unfit}_id`], message };
  }
  const count = entities.filter((kind) => named[`${kind}_id`] !== undefined).length;
  if (count === 1) return null;
  if (count === 2) {
    return { path: ['company_id'], message: 'Cannot be set at the same time as individual_id.' };
  }
  const message = second === undefined ? 'Expected a UUID.' : `Expected either this or ${second}_id.`;
  return { path: [`${first}_id`], message };
}

const noFiles = z.undefined({ error: 'Is not known here.' });

/** Dotfile's `ReviewCheckInput`. */
export const checkReview = z.strictObject({
  action: oneOf(['approve', 'reject']),
  comment,
  override: flag.optional(),
});

/** Dotfile's `ReviewAmlHitsInput`. */
export const hitsReview = z.strictObject({
  action: oneOf(['confirm', 'ignore']),
  comment,
  hit_ids: z
    .array(uuid, { error: 'Expected a list of the ids of hits.' })
    .min(1, { error: 'Expected at least one id.' })
    .max(hitsMax, { error: `At most ${hitsMax} ids.` }),
});

/** Dotfile's `AmlCheckUpdateMonitoring`. */
export const monitoring = z.strictObject({ is_monitored: flag });

/** Ours: what a vendor integration reports, by the type of the check. */
export function checkReport(rules: CheckTypeRules) {
  const shape = {
    result: resultOrNull.optional(),
    expiration_date: dateOrNull.optional(),
    data: rules.reported.optional(),
  };
  return z.strictObject(rules.type === 'aml' ? { ...shape, hits: reportedHits.optional() } : shape);
}

const reportedHits = z
  .array(
    z.strictObject({
      hit_id: externalId,
      name: reference,
      list_types: z
        .array(oneOf(hitListTypes), { error: 'Expected a list of list types.' })
        .transform((types) => [...new Set(types)]),
      updated_by_monitoring_status: oneOf(['new', 'updated', 'removed']).nullable().optional(),
      updated_by_monitoring_at: dateTimeOrNull.optional(),
    }),
    { error: 'Expected a list of hits.' },
  )
  .max(hitsMax, { error: `At most ${hitsMax} hits at once.` });

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

export interface CheckCreate {
  readonly entity: CheckDocument['entity'];
  readonly settings: CheckPlan;
  readonly files: CheckFiles | null;
}

export interface CheckReport {
  readonly result?: z.infer<typeof resultOrNull> | undefined;
  readonly expiration_date?: string | null | undefined;
  readonly data?: Readonly<Record<string, unknown>> | undefined;
  readonly hits?: readonly ReportedHit[] | undefined;
}

export type CheckReviewInput = z.infer<typeof checkReview>;
export type HitsReviewInput = z.infer<typeof hitsReview>;
