import type { ScenarioExecution, VerificationFlowExecution } from '../objects.ts';
import { customerId, externalCustomerId, onboardingExecutionId, walletAddress } from './ids.ts';

export const scenarioExecution: ScenarioExecution = {
  customerId,
  externalCustomerId,
  address: walletAddress,
  result: 'not-valid',
  executionId: onboardingExecutionId,
  scenarios: [
    {
      scenarioId: 'adult',
      result: [{ objectId: 'passport', result: { is_valid: true, reasons: [] } }],
    },
    {
      scenarioId: 'clean-wallet',
      result: [
        { objectId: walletAddress, result: { is_valid: false, reasons: ['Funds received from a mixer'] } },
      ],
    },
  ],
  data: [
    {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiableCredential', 'IDInformation'],
      issuer: 'did:web:issuer.example',
      validFrom: '2026-03-02T09:41:20Z',
      credentialSubject: { firstName: 'Ingrid', lastName: 'Solberg', nationality: 'NOR', age: 34 },
    },
  ],
};

export const verificationFlowExecution: VerificationFlowExecution = {
  executionId: onboardingExecutionId,
  customerId,
  externalCustomerId,
  address: walletAddress,
  result: [
    {
      type: 'scorechain',
      data: { address: walletAddress, blockchain: 'ETHEREUM', score: 71, severity: 'LOW_RISK' },
    },
    {
      type: 'ipQualityScore',
      data: { ip: '203.0.113.7', country: 'NOR', fraudScore: 12, vpn: false, tor: false },
    },
  ],
};
