/** What becomes of a customer, individual or company, purely. A document that comes back as it is has not changed. */
import { isDeepStrictEqual } from 'node:util';
import type { ChangeMoment } from '../../../domain/record.ts';
import type { PartyCreate, PartyDelete, PartyUpdate } from './party-input.ts';
import type { PartyDocument } from './party-record.ts';
import { actorDefault, isoTime } from './scalars.ts';

export function createdParty(input: PartyCreate): PartyDocument {
  const createdBy = input.createdBy ?? actorDefault;
  return {
    externalCustomerId: input.externalCustomerId ?? null,
    createdBy,
    updatedBy: createdBy,
    riskScore: input.riskScore ?? null,
    onboardingLevel: input.onboardingLevel === undefined ? 'Started' : input.onboardingLevel,
    status: input.status === undefined ? 'No status' : input.status,
    reason: input.reason ?? null,
  };
}

export function patchedParty<Document extends PartyDocument>(before: Document, patch: PartyUpdate): Document {
  return changedBy(before, patch.updatedBy, {
    ...before,
    externalCustomerId:
      patch.externalCustomerId === undefined ? before.externalCustomerId : patch.externalCustomerId,
    riskScore: patch.riskScore === undefined ? before.riskScore : patch.riskScore,
    onboardingLevel: patch.onboardingLevel === undefined ? before.onboardingLevel : patch.onboardingLevel,
    status: patch.status === undefined ? before.status : patch.status,
    reason: patch.reason === undefined ? before.reason : patch.reason,
  });
}

/** `after` with who made it so; `before` itself where nothing else is different. */
export function changedBy<Document extends { readonly updatedBy: string | null }>(
  before: Document,
  updatedBy: string | undefined,
  after: Document,
): Document {
  return isDeepStrictEqual(before, after) ? before : { ...after, updatedBy: updatedBy ?? actorDefault };
}

/** What the event of a deletion says beyond the last state, or in place of it. */
export function deletionOf(input: PartyDelete, { at }: ChangeMoment) {
  return {
    ...(input.reason === undefined ? {} : { reason: input.reason }),
    deletedBy: input.deletedBy ?? actorDefault,
    deletedAt: isoTime(at),
  };
}
