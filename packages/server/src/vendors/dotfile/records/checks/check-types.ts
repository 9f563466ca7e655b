import type { CheckType } from './check-record.ts';
import type { CheckTypeRules } from './check-type.ts';
import { companyMonitoringRules, onlineReputationRules } from './company-checks.ts';
import { documentRules, electronicSignatureRules } from './document-checks.ts';
import { idDocumentRules, idVerificationRules } from './identity-checks.ts';
import { amlRules, ekycRules, fraudDatabaseRules } from './screening-checks.ts';

/** What differs between the nine types of checks. */
export const checkTypeRules: Readonly<Record<CheckType, CheckTypeRules>> = {
  aml: amlRules,
  company_monitoring: companyMonitoringRules,
  document: documentRules,
  ekyc: ekycRules,
  electronic_signature: electronicSignatureRules,
  fraud_database: fraudDatabaseRules,
  id_document: idDocumentRules,
  id_verification: idVerificationRules,
  online_reputation: onlineReputationRules,
};
