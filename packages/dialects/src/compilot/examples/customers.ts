import type { Customer, Party } from '../objects.ts';
import { companyId, customerId, externalCustomerId, projectId, workspaceId } from './ids.ts';

const onboardingUser = 'onboarding@example.com';
const officer = 'liv.moen@example.com';

/** Just signed up. */
export const newCustomer: Customer = {
  cmsProjectId: projectId,
  customerId,
  externalCustomerId,
  createdBy: onboardingUser,
  updatedBy: onboardingUser,
  riskScore: null,
  type: 'Individual',
  onboardingLevel: 'Sign-up',
  status: 'No status',
  createdAt: '2026-03-02T09:30:00.000Z',
  updatedAt: null,
};

/** KYC was approved: this is what a product waits for. */
export const activeCustomer: Customer = {
  ...newCustomer,
  updatedBy: officer,
  riskScore: 'Low',
  onboardingLevel: 'Onboarded',
  status: 'Active',
  updatedAt: '2026-03-02T10:12:41.530Z',
  reason: 'KYC approved',
};

export const deletedCustomer: Customer = {
  ...activeCustomer,
  status: 'Terminated',
  updatedAt: '2026-05-18T07:45:09.118Z',
  reason: 'The customer asked for it',
  deletedBy: officer,
  deletedAt: '2026-05-18T07:45:09.118Z',
};

export const newIndividual: Party = asParty(newCustomer);
export const activeIndividual: Party = asParty(activeCustomer);
export const deletedIndividual: Party = asParty(deletedCustomer);

export const newCompany: Party = {
  ...newIndividual,
  customerId: companyId,
  externalCustomerId: 'org-3312',
  onboardingLevel: 'Started',
};

export const reviewedCompany: Party = {
  ...newCompany,
  updatedBy: officer,
  riskScore: 'Medium',
  onboardingLevel: 'KYB',
  status: 'To be reviewed',
  updatedAt: '2026-03-03T14:20:00.412Z',
  reason: 'An owner is missing',
};

export const deletedCompany: Party = {
  ...reviewedCompany,
  status: 'Rejected',
  deletedBy: officer,
  deletedAt: '2026-03-20T11:02:36.907Z',
};

function asParty({ cmsProjectId: _, type: __, ...shared }: Customer): Party {
  return { workspaceId, ...shared };
}
