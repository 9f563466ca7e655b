/** What the story's API calls say of its customer. */

export const wallet = { address: '0x8617E340B3D01FA5F11F306F4090FD50E238070D', blockchain: 'ethereum' };

/** Right after the sign-up: nothing is known of her but her name at the bank. */
export function signUp(externalCustomerId: string) {
  return {
    externalCustomerId,
    type: 'Individual',
    createdBy: 'onboarding@nordbank.example',
    ips: [{ ip: '198.51.100.24', country: 'NOR' }],
  };
}

/** What the providers answered of her wallet and of her connection. */
export const screening = [
  {
    type: 'scorechain',
    data: {
      address: wallet.address,
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
];

/** Her age passes, her wallet does not. */
export const scenarios = {
  result: 'not-valid',
  scenarios: [
    {
      scenarioId: 'of-age',
      result: [{ objectId: 'identity-card', result: { is_valid: true, reasons: [] } }],
    },
    {
      scenarioId: 'clean-wallet',
      result: [
        {
          objectId: wallet.address,
          result: { is_valid: false, reasons: ['7 % of the funds came through a mixing service'] },
        },
      ],
    },
  ],
  data: [
    {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiableCredential', 'IDInformation'],
      issuer: 'did:web:id.nordbank.example',
      validFrom: '2026-01-12T08:00:00Z',
      credentialSubject: {
        firstName: 'Ingrid',
        lastName: 'Solberg',
        birthDate: '1991-05-17',
        nationality: 'NOR',
      },
    },
  ],
};

export const alertOpened = {
  severity: 'Medium',
  scenarioAlertCount: 1,
  workflowId: 'onboarding',
  workflowName: 'Retail onboarding',
  tags: [{ title: 'Wallet screening', type: 'scenario' }],
};

export const alertClosed = {
  status: 'Closed',
  reason: 'The mixer was a step of a known exchange; the customer showed the statements.',
};

export const approval = {
  status: 'Active',
  onboardingLevel: 'Onboarded',
  riskScore: 'Low',
  reason: 'KYC approved: identity verified, alert closed',
  updatedBy: 'tomasz.wrona@nordbank.example',
};
