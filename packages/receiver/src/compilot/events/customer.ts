// Written by `npm run generate` from the catalogue of the ComPilot dialect: change it there.

export type CustomerEvent = CustomerCreatedEvent | CustomerUpdatedEvent | CustomerDeletedEvent;

/** A customer was created. */
export interface CustomerCreatedEvent {
  readonly eventType: 'customer.created';
  readonly payload: Customer;
}

/** A customer changed, because its KYC was approved for instance: its status is then Active. */
export interface CustomerUpdatedEvent {
  readonly eventType: 'customer.updated';
  readonly payload: Customer;
}

/** A customer was deleted; the last state is sent. */
export interface CustomerDeletedEvent {
  readonly eventType: 'customer.deleted';
  readonly payload: Customer;
}

export interface Customer {
  readonly id: string;
  readonly cmsProjectId: string;
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
  readonly type?: 'Individual' | 'Company' | null;
}
