import { dialectNamed } from '@belfry/dialects';
import { z } from 'zod';
import { id, instant } from './case-resources.ts';

/** What a client of Dotfile's API expects of each answer about checks, stated apart from the code that makes them. */
const head = {
  id,
  is_internal: z.boolean(),
  status: z.enum(['in_progress', 'need_review', 'processing', 'approved', 'rejected', 'expired']),
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
  last_activity_at: instant,
};

export const listedCheck = z.strictObject({
  ...head,
  individual_id: id.nullable(),
  company_id: id.nullable(),
  document_type_key: z.string().optional(),
  created_at: instant,
  updated_at: instant,
});

export const review = z.strictObject({
  comment: z.string().nullable(),
  reviewed_at: instant.nullable(),
  reviewer_type: z.enum(['user', 'system', 'api']).nullable(),
  user: z.null(),
});

const hit = z.looseObject({
  id,
  name: z.string(),
  status: z.enum(['potential_match', 'false_positive', 'true_positive']),
  review,
  vendor: z.looseObject({ hit_id: z.string() }),
});

const inSomeCase = {
  case: {
    id: '01a202b3-b05a-7000-8000-b0f00ca99c7e',
    name: 'Acme',
    status: 'open',
    external_id: null,
    contact_has_actions: false,
    reviewer_has_actions: false,
    flags: [],
    tags: [],
    metadata: null,
    last_activity_at: '2026-11-22T10:00:00.250Z',
    client_portal: null,
  },
  individual: null,
  company: null,
};

/** A whole check of any type. Answers and events have the same shapes, and the dialect's schemas judge each type's. */
export const check = z
  .looseObject({
    ...head,
    individual_id: id.nullable().optional(),
    company_id: id.nullable().optional(),
    data: z.looseObject({
      result: z.enum(['approved', 'rejected', 'error']).nullable(),
      review,
      hits: z.array(hit).optional(),
      vendor: z.looseObject({}).optional(),
      information: z.looseObject({}).optional(),
      settings: z.looseObject({}).optional(),
    }),
  })
  .superRefine((data, refinement) => {
    const judged = dialectNamed('dotfile')?.validate({ type: 'Check.Started', data, context: inSomeCase });
    if (judged?.ok === true) return;
    for (const { path, message } of judged?.issues ?? []) {
      refinement.addIssue({ code: 'custom', path: [path], message });
    }
  });

export const documentType = z.strictObject({
  id,
  label: z.string(),
  key: z.string(),
  target_entities: z.array(z.enum(['company', 'individual'])),
  is_internal: z.boolean(),
  created_at: instant,
  updated_at: instant,
  archived_at: instant.nullable(),
});

export type Check = z.infer<typeof check>;
