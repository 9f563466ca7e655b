import type { Alert } from '../objects.ts';
import { customerId, externalCustomerId } from './ids.ts';

export const openAlert: Alert = {
  id: '5e2c9a17-d384-4f60-a1b7-93c6f8d0e245',
  severity: 'High',
  status: 'Open',
  externalCustomerId,
  customerId,
  scenarioAlertCount: 2,
  workflowName: 'Onboarding of individuals',
  workflowId: '91d4b6f0-3a72-4c58-8e09-d5b7a1c3f684',
  reason: 'The wallet received funds from a mixer',
  createdAt: '2026-03-02T09:58:13.004Z',
  updatedAt: null,
  tags: [
    {
      id: 'e8a3d5c1-70b9-4264-9f3e-1c6d8b2a0f75',
      title: 'Wallet screening',
      type: 'scenario',
      createdAt: '2026-01-12T08:00:00.000Z',
      updatedAt: null,
    },
  ],
};

export const closedAlert: Alert = {
  ...openAlert,
  severity: 'Medium',
  status: 'Closed',
  reason: 'The funds passed through an exchange that is known',
  updatedAt: '2026-03-02T10:10:55.870Z',
};

export const deletedAlert: Alert = { ...closedAlert, updatedAt: '2026-03-09T16:31:02.226Z', tags: [] };
