import * as z from 'zod';
import { dateTime, maybeDateTime, maybeText, riskScore, text, uuid } from './scalars.ts';

const status = z.enum([
  'Active',
  'Rejected',
  'Dormant',
  'To be reviewed',
  'Failed',
  'Escalated',
  'Terminated',
  'No status',
]);

/** `Questionaire` is spelt as the contract spells it. */
const onboardingLevel = z.enum([
  'Started',
  'Sign-up',
  'AML screening',
  'KYC',
  'Questionaire',
  'Onboarded',
  'Onboarding',
  'KYB',
]);

const shape = {
  customerId: uuid,
  externalCustomerId: maybeText,
  createdBy: text,
  updatedBy: text,
  riskScore: riskScore.nullish(),
  onboardingLevel: onboardingLevel.nullish(),
  status: status.nullish(),
  createdAt: dateTime,
  updatedAt: maybeDateTime,
  reason: maybeText,
  deletedBy: maybeText,
  deletedAt: maybeDateTime,
};

/** A customer as a whole, without the `id`: that is the event's. */
export const customer = z.strictObject({
  cmsProjectId: text,
  ...shape,
  type: z.enum(['Individual', 'Company']).nullish(),
});

/** An individual or a company in the newer events, without the `id` likewise. */
export const party = z.strictObject({ workspaceId: text, ...shape });
