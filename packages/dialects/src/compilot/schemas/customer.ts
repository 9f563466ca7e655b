import * as z from 'zod';
import { customerTypes, onboardingLevels, partyStatuses } from '../values.ts';
import { dateTime, maybeDateTime, maybeText, riskScore, text, uuid } from './scalars.ts';

const shape = {
  customerId: uuid,
  externalCustomerId: maybeText,
  createdBy: text,
  updatedBy: text,
  riskScore: riskScore.nullish(),
  onboardingLevel: z.enum(onboardingLevels).nullish(),
  status: z.enum(partyStatuses).nullish(),
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
  type: z.enum(customerTypes).nullish(),
});

/** An individual or a company in the newer events, without the `id` likewise. */
export const party = z.strictObject({ workspaceId: text, ...shape });
