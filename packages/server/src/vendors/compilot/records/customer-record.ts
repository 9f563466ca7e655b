import type { customerTypes } from '@belfry/dialects/compilot';
import type { RecordKind, StoredRecord } from '../../../domain/record.ts';
import { type PartyDocument, partyImage, partyListing } from './party-record.ts';
import type { Resource } from './resource.ts';

/** A customer as it is stored; id, creation and update stand in the record. */
export interface CustomerDocument extends PartyDocument {
  readonly cmsProjectId: string;
  /** That created it. */
  readonly workflowId: string;
  readonly type: (typeof customerTypes)[number] | null;
  /** Each address once, in the order in which they were added. */
  readonly wallets: readonly Wallet[];
  readonly ips: readonly IpAddress[];
}

export interface Wallet {
  readonly address: string;
  readonly blockchain: string | null;
  readonly createdAt: string;
}

export interface IpAddress {
  readonly ip: string;
  /** ISO 3166-1 alpha-3. */
  readonly country: string | null;
  readonly createdAt: string;
}

export type CustomerRecord = StoredRecord<CustomerDocument>;

export const customerKind: RecordKind<CustomerDocument> = {
  name: 'compilot_customer',
  listing: (document) => ({
    ...partyListing(document),
    terms: {
      project: [document.cmsProjectId],
      type: document.type === null ? [] : [document.type],
      wallet: document.wallets.map(({ address }) => walletTerm(document.cmsProjectId, address)),
    },
  }),
};

/** Where a project's wallet is found: one term for both, since neither holds a blank. */
export function walletTerm(projectId: string, address: string): string {
  return `${projectId} ${address}`;
}

export const customer: Resource<CustomerDocument> = {
  kind: customerKind,
  name: 'customer',
  heldBy: null,
  image: customerImage,
  subject: ({ id }) => ({ customer_id: id }),
};

/** A customer as its events and most answers show it. */
function customerImage(record: CustomerRecord) {
  const { cmsProjectId, type } = record.document;
  const { customerId, externalCustomerId, createdBy, updatedBy, riskScore, ...rest } = partyImage(record);
  return { cmsProjectId, customerId, externalCustomerId, createdBy, updatedBy, riskScore, type, ...rest };
}

/** All that is known of a customer. */
export function customerDetails(record: CustomerRecord) {
  const { workflowId, wallets, ips } = record.document;
  return { ...customerImage(record), workflowId, wallets, ips };
}
