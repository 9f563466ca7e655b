// Written by `npm run generate` from the catalogue of the ComPilot dialect: change it there.

export type VerificationFlowExecutionEvent = SendVerificationFlowEvent;

/** A verification flow was executed; carries the result of each provider that took part. */
export interface SendVerificationFlowEvent {
  readonly eventType: 'send.verification.flow';
  readonly payload: VerificationFlowExecution;
}

export interface VerificationFlowExecution {
  readonly executionId: string;
  readonly customerId: string;
  readonly externalCustomerId?: string;
  readonly address?: string | null;
  readonly result: readonly ProviderResult[];
}

export interface ProviderResult {
  readonly type:
    | 'scorechain'
    | 'integratedScorechain'
    | 'big'
    | 'merkleScience'
    | 'chainalysis'
    | 'trmLabs'
    | 'crystal'
    | 'ipQualityScore'
    | 'integratedIpqualityscore'
    | 'complyAdvantage'
    | 'integratedComplyAdvantage';
  readonly data: Readonly<Record<string, unknown>> | readonly unknown[];
}
