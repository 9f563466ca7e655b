import type { OnboardingLevel, PartyStatus, RiskScore } from '@belfry/dialects/compilot';
import type { RecordKind, RecordListing, StoredRecord } from '../../../domain/record.ts';
import { type Resource, timesOf } from './resource.ts';

/** What customers, individuals and companies have in common, as it is stored. */
export interface PartyDocument {
  readonly externalCustomerId: string | null;
  readonly createdBy: string;
  readonly updatedBy: string;
  readonly riskScore: RiskScore | null;
  readonly onboardingLevel: OnboardingLevel | null;
  readonly status: PartyStatus | null;
  /** Why it has its status. */
  readonly reason: string | null;
}

/** Individuals and companies: the newer records beside customers, without wallets and addresses. */
export const individual: Resource<PartyDocument> = partyResource('individual');
export const company: Resource<PartyDocument> = partyResource('company');

export function partyListing(document: PartyDocument): RecordListing {
  return {
    externalId: document.externalCustomerId,
    name: null,
    status: document.status,
    terms: {},
    texts: null,
    lastActivityAt: 0,
    dueAt: null,
  };
}

/** The properties that a customer's payload and those of individuals and companies share, in their order. */
export function partyImage(record: StoredRecord<PartyDocument>) {
  const { document } = record;
  return {
    customerId: record.id,
    externalCustomerId: document.externalCustomerId,
    createdBy: document.createdBy,
    updatedBy: document.updatedBy,
    riskScore: document.riskScore,
    onboardingLevel: document.onboardingLevel,
    status: document.status,
    ...timesOf(record),
    reason: document.reason,
  };
}

function partyResource(name: 'individual' | 'company'): Resource<PartyDocument> {
  const kind: RecordKind<PartyDocument> = { name: `compilot_${name}`, listing: partyListing };
  return {
    kind,
    name,
    heldBy: null,
    image: (record, workspaceId) => ({ workspaceId, ...partyImage(record) }),
    subject: ({ id }) => ({ [`${name}_id`]: id }),
  };
}
