import { riskLevels } from '@belfry/dialects/dotfile';
import { z } from 'zod';
import { externalId, textOf, uuid } from '../../text-input.ts';
import { companyOfCase } from './company-input.ts';
import { individualOfCase } from './individual-input.ts';
import { customProperties, date, dateTime, mapOf, numberWithin } from './input.ts';
import { tagLabel } from './tag-label.ts';
import { tagsPerWorkspaceMax } from './tag-record.ts';

const nameLengthMax = 180;
const commentLengthMax = 10_000;
const metadataLengthMax = 10_000;
/** Every tag of a workspace by its id and by its label. */
const tagNamesMax = 2 * tagsPerWorkspaceMax;
const nestedMax = 100;
const int32Min = -2_147_483_648;
const int32Max = 2_147_483_647;

const name = textOf(1, nameLengthMax);
const comment = textOf(0, commentLengthMax);
const metadata = mapOf(textOf(0, metadataLengthMax)).nullable();
const level = z.enum(riskLevels, { error: `Expected one of ${riskLevels.join(', ')}.` });

const status = z.enum(['draft', 'open'], {
  error: 'Expected draft or open; POST /cases/{id}/reviews approves, rejects and closes a case.',
});

/** Each an id of a tag or a label, of which an id has the form as well. */
const tags = z
  .array(tagLabel, { error: 'Expected a list of tags.' })
  .max(tagNamesMax, { error: `At most ${tagNamesMax} tags.` });

const attachments = {
  template_key: z.string({ error: 'Expected a text or null.' }).nullable(),
  template_id: uuid.nullable(),
  assignee_id: uuid.nullable(),
};

const oneTemplate = {
  error: 'Cannot be set at the same time as template_key.',
  path: ['template_id'],
};

/** Dotfile's `CaseCreate`. */
export const caseCreate = z
  .strictObject({
    ...attachments,
    name,
    status,
    external_id: externalId,
    space_slug: z
      .string()
      .regex(/^space_[A-Za-z0-9]{12}$/, { error: 'Expected a slug such as "space_aB3dE5gH7jK9".' })
      .nullable(),
    metadata,
    custom_properties: customProperties,
    tags: tags.nullable(),
    companies: z
      .array(companyOfCase, { error: 'Expected a list of companies.' })
      .max(nestedMax, { error: `At most ${nestedMax} companies.` }),
    individuals: z
      .array(individualOfCase, { error: 'Expected a list of individuals.' })
      .max(nestedMax, { error: `At most ${nestedMax} individuals.` }),
  })
  .partial()
  .required({ name: true })
  .refine((body) => body.template_key === undefined || body.template_id === undefined, oneTemplate);

/** Dotfile's `CaseUpdate` and, ours, `tags` and a manual `risk`. What is absent stays as it is. */
export const caseUpdate = z
  .strictObject({
    ...attachments,
    name,
    status,
    external_id: externalId.nullable(),
    metadata,
    custom_properties: customProperties,
    tags: tags.nullable(),
    risk: z.strictObject({ level, comment: comment.nullable() }).partial({ comment: true }).nullable(),
  })
  .partial()
  .refine((body) => body.template_key === undefined || body.template_id === undefined, oneTemplate);

const reviewShape = { comment: comment.optional(), reviewed_at: dateTime.optional() };

/** Dotfile's `CaseReviewApprovedCreate`, `CaseReviewRejectedCreate` and `CaseReviewClosedCreate`. */
export const reviewCreate = z.discriminatedUnion(
  'status',
  [
    z.strictObject({
      ...reviewShape,
      status: z.literal('approved'),
      next_review_at: date.nullable().optional(),
    }),
    z.strictObject({ ...reviewShape, status: z.literal('rejected') }),
    z.strictObject({ ...reviewShape, status: z.literal('closed') }),
  ],
  { error: 'Expected approved, rejected or closed.' },
);

/** Dotfile's `RiskCreate`. */
export const riskCreate = z
  .strictObject({
    level,
    score: numberWithin(int32Min, int32Max).refine(Number.isInteger, { error: 'Expected a whole number.' }),
    components: mapOf(numberWithin(int32Min, int32Max)),
    flags: mapOf(z.boolean()),
  })
  .partial({ score: true, components: true, flags: true });

/** Dotfile's `CaseTagsCreate`. */
export const caseTags = z.strictObject({ tags });

export type CaseCreate = z.infer<typeof caseCreate>;
export type CaseUpdate = z.infer<typeof caseUpdate>;
export type ReviewCreate = z.infer<typeof reviewCreate>;
export type RiskCreate = z.infer<typeof riskCreate>;
