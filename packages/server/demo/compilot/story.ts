import { randomUUID } from 'node:crypto';
import type { PublishedEvent } from '@belfry/api';
import type { Scene } from '../act.ts';
import {
  approvedCustomer,
  closedAlert,
  type KycIds,
  newCustomer,
  openAlert,
  screening,
  walletScenario,
} from './records.ts';

/** The KYC of one customer. Every play is about a new one; the records keep the times of what happened before. */
export function story(): readonly Scene[] {
  const ids: KycIds = { customer: randomUUID(), execution: randomUUID(), alert: randomUUID() };
  const signedUpAt = new Date().toISOString();
  let alertedAt = signedUpAt;
  return [
    scene(ids, 'Ingrid Solberg signs up: a customer is created.', () => ({
      type: 'customer.created',
      data: newCustomer(ids, signedUpAt),
    })),
    scene(ids, 'The verification flow looks up her wallet and where she connects from.', () => ({
      type: 'send.verification.flow',
      data: screening(ids),
    })),
    {
      kind: 'rotate_secret',
      title: 'The secret of the onboarding is rotated; its receiver does not know the new one yet.',
    },
    scene(ids, 'The scenarios are executed: the wallet has met a mixer.', (at) => ({
      type: 'send.scenario',
      data: walletScenario(ids, at),
    })),
    { kind: 'deploy_secret', title: 'The new secret is deployed to the receiver of the onboarding.' },
    scene(ids, 'An alert is opened.', (at) => {
      alertedAt = at;
      return { type: 'alert.created', data: openAlert(ids, at) };
    }),
    scene(ids, 'An analyst follows the funds to an exchange that is known, and closes the alert.', (at) => ({
      type: 'alert.updated',
      data: closedAlert(ids, alertedAt, at),
    })),
    scene(ids, 'The KYC is approved: the customer is Active.', (at) => ({
      type: 'customer.updated',
      data: approvedCustomer(ids, signedUpAt, at),
    })),
  ];
}

function scene(ids: KycIds, title: string, eventAt: (at: string) => PublishedEvent): Scene {
  return {
    kind: 'event',
    title,
    event: () => {
      const at = new Date().toISOString();
      return { ...eventAt(at), subject: { customer_id: ids.customer }, occurred_at: at };
    },
  };
}
