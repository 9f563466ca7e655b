import { onboardingLevels, partyStatuses, riskScores } from '@belfry/dialects/compilot';
import { z } from 'zod';
import { externalId } from '../../text-input.ts';
import { actor, oneOf, reason } from './scalars.ts';

/** What customers, individuals and companies are created with and changed by. */
export const partyShape = {
  externalCustomerId: externalId.nullable(),
  riskScore: oneOf(riskScores).nullable(),
  onboardingLevel: oneOf(onboardingLevels).nullable(),
  status: oneOf(partyStatuses).nullable(),
  reason: reason.nullable(),
};

export const partyCreate = z.strictObject({ ...partyShape, createdBy: actor }).partial();

/** What is absent stays as it is. */
export const partyUpdate = z.strictObject({ ...partyShape, updatedBy: actor }).partial();

/** What a deletion says, in a body that may be left out. */
export const partyDelete = z.strictObject({ reason: reason.nullable(), deletedBy: actor }).partial();

export type PartyCreate = z.infer<typeof partyCreate>;
export type PartyUpdate = z.infer<typeof partyUpdate>;
export type PartyDelete = z.infer<typeof partyDelete>;
