// Written by `npm run generate` from the catalogue of the Dotfile dialect: change it there.
import type { AmlCheck } from './aml-check.ts';
import type { CompanyMonitoringCheck } from './company-monitoring-check.ts';
import type { ContextWithCaseIndividualCompany } from './context.ts';
import type { DocumentCheck } from './document-check.ts';
import type { EkycCheck } from './ekyc-check.ts';
import type { ElectronicSignatureCheck } from './electronic-signature-check.ts';
import type { FraudDatabaseCheck } from './fraud-database-check.ts';
import type { IdDocumentCheck } from './id-document-check.ts';
import type { IdVerificationCheck } from './id-verification-check.ts';
import type { OnlineReputationCheck } from './online-reputation-check.ts';

export type CheckEvent =
  | CheckStartedEvent
  | CheckReviewNeededEvent
  | CheckApprovedEvent
  | CheckRejectedEvent
  | CheckCompletedEvent
  | CheckExpiredEvent
  | CheckDeletedEvent;

/** A check of an individual or a company was started. */
export interface CheckStartedEvent {
  readonly event: 'Check.Started';
  readonly context: ContextWithCaseIndividualCompany;
  readonly check: Check;
}

/** A check waits for a reviewer, because of hits on a watch list for instance. */
export interface CheckReviewNeededEvent {
  readonly event: 'Check.ReviewNeeded';
  readonly context: ContextWithCaseIndividualCompany;
  readonly check: Check;
}

/** A check was approved, by a reviewer or by itself. */
export interface CheckApprovedEvent {
  readonly event: 'Check.Approved';
  readonly context: ContextWithCaseIndividualCompany;
  readonly check: Check;
}

/** A check was rejected, by a reviewer or by itself. */
export interface CheckRejectedEvent {
  readonly event: 'Check.Rejected';
  readonly context: ContextWithCaseIndividualCompany;
  readonly check: Check;
}

/**
 * A check was approved or rejected.
 * @deprecated Belongs to the older edition of the contract: subscribe to Check.Approved and Check.Rejected.
 */
export interface CheckCompletedEvent {
  readonly event: 'Check.Completed';
  readonly context: ContextWithCaseIndividualCompany;
  readonly check: Check;
}

/** The expiration date of a check has passed. */
export interface CheckExpiredEvent {
  readonly event: 'Check.Expired';
  readonly context: ContextWithCaseIndividualCompany;
  readonly check: Check;
}

/** A check was deleted. */
export interface CheckDeletedEvent {
  readonly event: 'Check.Deleted';
  readonly context: ContextWithCaseIndividualCompany;
  readonly check: DeletedCheck;
}

export type Check =
  | AmlCheck
  | CompanyMonitoringCheck
  | DocumentCheck
  | EkycCheck
  | ElectronicSignatureCheck
  | FraudDatabaseCheck
  | IdDocumentCheck
  | IdVerificationCheck
  | OnlineReputationCheck;

export interface DeletedCheck {
  readonly id: string;
  readonly individual_id: string | null;
  readonly company_id: string | null;
  readonly status: 'in_progress' | 'need_review' | 'processing' | 'approved' | 'rejected' | 'expired';
  readonly type:
    | 'id_verification'
    | 'id_document'
    | 'aml'
    | 'company_monitoring'
    | 'document'
    | 'ekyc'
    | 'electronic_signature'
    | 'fraud_database'
    | 'online_reputation';
  readonly subtype: string | null;
  readonly document_type_key?: string;
}
