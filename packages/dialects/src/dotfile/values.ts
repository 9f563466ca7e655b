/** The values that the contract names, for the objects here and for who keeps the records behind them. */

/** What a case's flags may be. */
export const caseFlags = [
  'all_checks_approved',
  'for_review',
  'for_first_collect',
  'for_recollection',
  'first_collect_completed',
] as const;

export const riskLevels = ['not_defined', 'low', 'medium', 'high', 'critical', 'prohibited'] as const;

export const checkTypes = [
  'id_verification',
  'id_document',
  'aml',
  'company_monitoring',
  'document',
  'ekyc',
  'electronic_signature',
  'fraud_database',
  'online_reputation',
] as const;

export const checkStatuses = [
  'in_progress',
  'need_review',
  'processing',
  'approved',
  'rejected',
  'expired',
] as const;

/** What a machine may take for a registration certificate, and for a proof of address. */
export const registrationDocuments = [
  'kbis',
  'sirene_extract',
  'pappers_extract',
  'inscription_rne',
  'infonet_extract',
  'repertoire_metiers_extract',
  'handelsregister',
  'visura_camerale',
  'other',
] as const;
export const addressDocuments = ['energy_bill', 'telco_bill', 'official_document', 'other'] as const;
