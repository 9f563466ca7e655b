import { z } from 'zod';
import { publishedActivityTypes } from '../../src/vendors/dotfile/records/activity-types.ts';
import { id, instant, nestedUser } from './case-resources.ts';

const nullableId = id.nullable();
const scalar = z.union([z.string(), z.boolean(), z.number()]).nullable();

/** What a client of Dotfile's API expects of an activity. */
const shape = {
  id,
  individual_id: nullableId,
  company_id: nullableId,
  author_type: z.enum(['api', 'user', 'system', 'contact']),
  author_id: nullableId,
  user: nestedUser.nullable(),
  context: z.strictObject({
    case: z.strictObject({ status: z.enum(['draft', 'open', 'approved', 'rejected', 'closed']) }).optional(),
    case_review: z
      .strictObject({
        id,
        status: z.enum(['approved', 'rejected', 'closed']),
        comment: z.string().nullable(),
        next_review_at: z.iso.date().nullable(),
      })
      .optional(),
    risk: z
      .strictObject({
        id,
        level: z.enum(['not_defined', 'low', 'medium', 'high', 'critical', 'prohibited']),
        mode: z.enum(['automatic', 'manual']),
        comment: z.string().nullable(),
      })
      .optional(),
    template: z.strictObject({ id, name: z.string(), key: z.string() }).optional(),
    aml_hit_ids: z.string().optional(),
    check: z
      .strictObject({
        id,
        type: z.enum([
          'id_verification',
          'id_document',
          'aml',
          'company_monitoring',
          'document',
          'ekyc',
          'electronic_signature',
          'fraud_database',
          'online_reputation',
        ]),
        subtype: z.string().nullable(),
      })
      .nullable()
      .optional(),
  }),
  changes: z.array(z.strictObject({ name: z.string(), previous: scalar, next: scalar })).nullable(),
  created_at: instant,
};

export const activity = z.strictObject({ ...shape, case_id: id, type: z.enum(publishedActivityTypes) });

/** With those of Belfry's own types. */
export const extraActivity = z.strictObject({ ...shape, case_id: nullableId, type: z.string() });
