import * as z from 'zod';
import { caseFlags, riskLevels } from '../values.ts';
import { company } from './company.ts';
import { customProperties } from './custom-properties.ts';
import { individual } from './individual.ts';
import {
  amountOrNull,
  dateOrNull,
  dateTime,
  dateTimeOrNull,
  flag,
  text,
  textOrNull,
  uuid,
  uuidOrNull,
} from './scalars.ts';
import { review, reviewerType, userOrNull } from './user.ts';

const caseReview = z.strictObject({
  id: uuid,
  status: z.enum(['approved', 'rejected', 'closed']),
  comment: textOrNull,
  reviewer_type: reviewerType,
  user: userOrNull,
  reviewed_at: dateTime,
  next_review_at: dateOrNull,
});

const risk = z.strictObject({
  id: text,
  mode: z.enum(['automatic', 'manual']),
  level: z.enum(riskLevels),
  comment: textOrNull,
  score: amountOrNull,
  components: z.record(text, z.number()).nullable(),
  flags: z.record(text, flag).nullable(),
  created_at: dateTime,
  updated_at: dateTime,
});

const caseControl = z.strictObject({
  id: uuid,
  is_completed: flag,
  review,
  control: z.strictObject({
    id: uuid,
    label: text,
    key: text,
    type: z.enum(['manual', 'automatic_logic', 'automatic_code']),
    archived_at: dateTimeOrNull,
  }),
  created_at: dateTime,
  updated_at: dateTime,
});

const clientPortalShape = { id: uuid, name: text, type: z.enum(['KYB', 'KYC']) };

/** What the case itself and the context of other objects' events both say of a case. */
const sharedShape = {
  id: uuid,
  name: text,
  status: z.enum(['draft', 'open', 'approved', 'rejected', 'closed']),
  external_id: textOrNull,
  contact_has_actions: flag,
  reviewer_has_actions: flag,
  flags: z.array(z.enum(caseFlags)),
  tags: z.array(text),
  metadata: z.record(text, text).nullable(),
  last_activity_at: dateTime,
};

export const detailedCase = z.strictObject({
  ...sharedShape,
  review: caseReview.nullable(),
  space_slug: textOrNull,
  template: z.strictObject({ id: uuid, name: text, key: text }).nullable(),
  template_id: uuidOrNull,
  risk: risk.nullable(),
  custom_properties: customProperties,
  last_contact_action_at: dateTimeOrNull,
  controls: z.array(caseControl),
  individuals: z.array(individual),
  companies: z.array(company),
  assignee: userOrNull,
  client_portal: z.strictObject({ ...clientPortalShape, wait_step_key: textOrNull }).nullable(),
  created_at: dateTime,
  updated_at: dateTime,
});

/** What is left of a case once it is deleted. */
export const caseDeleted = z.strictObject({ id: uuid, name: text, external_id: textOrNull });

/** The part of a case that the context of other objects' events holds. */
export const caseInContext = z.strictObject({
  ...sharedShape,
  client_portal: z.strictObject(clientPortalShape).nullable(),
});
