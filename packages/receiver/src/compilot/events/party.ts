// Written by `npm run generate` from the catalogue of the ComPilot dialect: change it there.

export interface Party {
  readonly id: string;
  readonly workspaceId: string;
  readonly customerId: string;
  readonly externalCustomerId?: string | null;
  readonly createdBy: string;
  readonly updatedBy: string;
  readonly riskScore?: 'Low' | 'Medium' | 'High' | 'No risk' | null;
  readonly onboardingLevel?:
    | 'Started'
    | 'Sign-up'
    | 'AML screening'
    | 'KYC'
    | 'Questionaire'
    | 'Onboarded'
    | 'Onboarding'
    | 'KYB'
    | null;
  readonly status?:
    | 'Active'
    | 'Rejected'
    | 'Dormant'
    | 'To be reviewed'
    | 'Failed'
    | 'Escalated'
    | 'Terminated'
    | 'No status'
    | null;
  readonly createdAt: string;
  readonly updatedAt?: string | null;
  readonly reason?: string | null;
  readonly deletedBy?: string | null;
  readonly deletedAt?: string | null;
}
