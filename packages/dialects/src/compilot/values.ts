/** The values that the contract names, for the payloads here and for who keeps the records behind them. */

/** Of customers, individuals and companies. */
export const partyStatuses = [
  'Active',
  'Rejected',
  'Dormant',
  'To be reviewed',
  'Failed',
  'Escalated',
  'Terminated',
  'No status',
] as const;
export type PartyStatus = (typeof partyStatuses)[number];

/** `Questionaire` is spelt as the contract spells it. */
export const onboardingLevels = [
  'Started',
  'Sign-up',
  'AML screening',
  'KYC',
  'Questionaire',
  'Onboarded',
  'Onboarding',
  'KYB',
] as const;
export type OnboardingLevel = (typeof onboardingLevels)[number];

export const riskScores = ['Low', 'Medium', 'High', 'No risk'] as const;
export type RiskScore = (typeof riskScores)[number];

export const customerTypes = ['Individual', 'Company'] as const;

export const severities = ['Low', 'Medium', 'High'] as const;
export const alertStatuses = ['Open', 'Under Investigation', 'Pending', 'Closed', 'Escalated'] as const;

export const scenarioResults = ['valid', 'not-valid', 'skipped', 'error', 'unknown'] as const;

/** Who a verification flow asks. */
export const providers = [
  'scorechain',
  'integratedScorechain',
  'big',
  'merkleScience',
  'chainalysis',
  'trmLabs',
  'crystal',
  'ipQualityScore',
  'integratedIpqualityscore',
  'complyAdvantage',
  'integratedComplyAdvantage',
] as const;

/** Of transactions: Belfry's own, as their shape is. */
export const directions = ['In', 'Out'] as const;
export const transactionStatuses = ['Pending', 'Approved', 'Rejected', 'Escalated'] as const;
