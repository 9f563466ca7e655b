import type { Act } from '../act.ts';
import { contract } from './contract.ts';
import { story } from './story.ts';
import { vendor } from './vendor.ts';

/** A customer's KYC, from sign-up to approval. The second one who listens is down for its first two calls. */
export const kycAct: Act = {
  dialect: 'compilot',
  title: "Second act: Ingrid Solberg passes her KYC, through ComPilot's API",
  pace: 'Retries are in fast motion again: five minutes pass in a second.',
  cast: [
    {
      name: 'Onboarding',
      refusals: 0,
      events: ['customer.created', 'customer.updated', 'send.verification.flow', 'send.scenario'],
    },
    { name: 'Compliance desk', refusals: 2, events: ['alert.created', 'alert.updated'] },
    { name: 'Wallet service', refusals: 0, events: ['customer.updated'] },
  ],
  vendor,
  story,
  contract,
};
