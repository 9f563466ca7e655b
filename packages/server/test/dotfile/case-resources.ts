import { z } from 'zod';
import { company, customProperties, individual } from './entity-resources.ts';

/** What a client of Dotfile's API expects of each answer about cases, stated apart from the code that makes them. */
export const id = z.guid();
export const instant = z.iso.datetime({ precision: 3 });
const date = z.iso.date();

export { customProperties };

export const nestedUser = z.strictObject({
  id,
  first_name: z.string(),
  last_name: z.string(),
  email: z.email(),
});

export const caseReview = z.strictObject({
  id,
  status: z.enum(['approved', 'rejected', 'closed']),
  comment: z.string().nullable(),
  reviewer_type: z.enum(['user', 'system', 'api']),
  user: nestedUser.nullable(),
  reviewed_at: instant,
  next_review_at: date.nullable(),
});

export const risk = z.strictObject({
  id: z.string(),
  mode: z.enum(['automatic', 'manual']),
  level: z.enum(['not_defined', 'low', 'medium', 'high', 'critical', 'prohibited']),
  comment: z.string().nullable(),
  score: z.number().nullable(),
  components: z.record(z.string(), z.number()).nullable(),
  flags: z.record(z.string(), z.boolean()).nullable(),
  created_at: instant,
  updated_at: instant,
});

const head = {
  id,
  name: z.string(),
  status: z.enum(['draft', 'open', 'approved', 'rejected', 'closed']),
  review: caseReview.nullable(),
  external_id: z.string().nullable(),
  space_slug: z.string().nullable(),
  template: z.strictObject({ id, name: z.string(), key: z.string() }).nullable(),
  template_id: id.nullable(),
  contact_has_actions: z.boolean(),
  reviewer_has_actions: z.boolean(),
  risk: risk.nullable(),
  metadata: z.record(z.string(), z.string()).nullable(),
  last_activity_at: instant,
  last_contact_action_at: instant.nullable(),
  flags: z.array(
    z.enum([
      'all_checks_approved',
      'for_review',
      'for_first_collect',
      'for_recollection',
      'first_collect_completed',
    ]),
  ),
  tags: z.array(z.string()),
  created_at: instant,
  updated_at: instant,
};

export const listedCase = z.strictObject({
  ...head,
  assignee_id: z.string().nullable(),
  custom_properties: customProperties.optional(),
});

export const flatCase = z.strictObject({
  ...head,
  assignee_id: z.string().nullable(),
  custom_properties: customProperties,
});

export const detailedCase = z.strictObject({
  ...head,
  custom_properties: customProperties,
  controls: z.array(z.never()),
  individuals: z.array(individual),
  companies: z.array(company),
  assignee: nestedUser.nullable(),
  client_portal: z
    .strictObject({
      id,
      name: z.string(),
      type: z.enum(['KYB', 'KYC']),
      wait_step_key: z.string().nullable(),
    })
    .nullable(),
});

export const createdCase = detailedCase.extend({ assignee_id: z.string().nullable() });

export const tag = z.strictObject({ id, label: z.string(), created_at: instant });
export const tagList = z.strictObject({ tags: z.array(tag) });

export type DetailedCase = z.infer<typeof detailedCase>;
