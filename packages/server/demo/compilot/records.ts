/** The records of the story at each moment: what their product would hold, and publish as an event's `data`. */

export interface KycIds {
  readonly customer: string;
  readonly execution: string;
  readonly alert: string;
}

const project = '8f5c2e17-6d3b-4a90-b1e4-70c9d2a6f358';
const externalId = 'nordbank-104233';
const wallet = '0x8617E340B3D01FA5F11F306F4090FD50E238070D';
const workflow = { workflowId: '2b7e9d04-c1f6-4835-9a20-5d8e3f7b6c19', workflowName: 'Retail onboarding' };

/** Right after the sign-up: nothing is known of her but her name at the bank. */
export function newCustomer({ customer }: KycIds, at: string) {
  return {
    cmsProjectId: project,
    customerId: customer,
    externalCustomerId: externalId,
    createdBy: 'onboarding@nordbank.example',
    updatedBy: 'onboarding@nordbank.example',
    riskScore: null,
    type: 'Individual',
    onboardingLevel: 'Sign-up',
    status: 'No status',
    createdAt: at,
    updatedAt: null,
    reason: null,
  };
}

export function approvedCustomer(ids: KycIds, createdAt: string, at: string) {
  return {
    ...newCustomer(ids, createdAt),
    updatedBy: 'tomasz.wrona@nordbank.example',
    riskScore: 'Low',
    onboardingLevel: 'Onboarded',
    status: 'Active',
    updatedAt: at,
    reason: 'KYC approved: identity verified, alert closed',
  };
}

/** What the providers answered of her wallet and of her connection. */
export function screening({ customer, execution }: KycIds) {
  return {
    executionId: execution,
    customerId: customer,
    externalCustomerId: externalId,
    address: wallet,
    result: [
      {
        type: 'scorechain',
        data: {
          address: wallet,
          blockchain: 'ETHEREUM',
          score: 54,
          severity: 'MEDIUM_RISK',
          exposure: [
            { entity: 'Exchange', share: 0.93 },
            { entity: 'Mixing service', share: 0.07 },
          ],
        },
      },
      {
        type: 'ipQualityScore',
        data: { ip: '198.51.100.24', country: 'NOR', fraudScore: 8, proxy: false, vpn: false, tor: false },
      },
    ],
  };
}

/** Her age passes, her wallet does not. */
export function walletScenario({ customer, execution }: KycIds, at: string) {
  const passed = { is_valid: true, reasons: [] };
  const failed = { is_valid: false, reasons: ['7 % of the funds came through a mixing service'] };
  return {
    customerId: customer,
    externalCustomerId: externalId,
    address: wallet,
    result: 'not-valid',
    executionId: execution,
    scenarios: [
      { scenarioId: 'of-age', result: [{ objectId: 'identity-card', result: passed }] },
      { scenarioId: 'clean-wallet', result: [{ objectId: wallet, result: failed }] },
    ],
    data: [
      {
        '@context': ['https://www.w3.org/ns/credentials/v2'],
        type: ['VerifiableCredential', 'IDInformation'],
        issuer: 'did:web:id.nordbank.example',
        validFrom: at,
        credentialSubject: {
          firstName: 'Ingrid',
          lastName: 'Solberg',
          birthDate: '1991-05-17',
          nationality: 'NOR',
        },
      },
    ],
  };
}

export function openAlert({ customer, alert }: KycIds, at: string) {
  return {
    id: alert,
    severity: 'Medium',
    status: 'Open',
    externalCustomerId: externalId,
    customerId: customer,
    scenarioAlertCount: 1,
    ...workflow,
    reason: null,
    createdAt: at,
    updatedAt: null,
    tags: [
      {
        id: 'f04a6c8e-19b7-4d52-8e3f-a6c1d7b50924',
        title: 'Wallet screening',
        type: 'scenario',
        createdAt: '2026-01-12T08:00:00.000Z',
        updatedAt: null,
      },
    ],
  };
}

export function closedAlert(ids: KycIds, createdAt: string, at: string) {
  return {
    ...openAlert(ids, createdAt),
    status: 'Closed',
    reason: 'The mixer was a step of a known exchange; the customer showed the statements.',
    updatedAt: at,
  };
}
