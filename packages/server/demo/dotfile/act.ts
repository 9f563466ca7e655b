import type { Act } from '../act.ts';
import { contract } from './contract.ts';
import { story } from './story.ts';
import { vendor } from './vendor.ts';

/** The life of a case. The second one who listens is down for its first two calls; the third hears of one sub-event. */
export const caseAct: Act = {
  dialect: 'dotfile',
  title: "First act: Test Inc. is onboarded, through Dotfile's API",
  pace: 'Retries are in fast motion: after 1, 4, 13 and 40 seconds, where the contract says hours.',
  cast: [
    {
      name: 'CRM',
      refusals: 0,
      events: [
        'Case.Created',
        'Case.Updated',
        'Case.ReviewUpdated',
        'Company.Created',
        'Individual.Created',
        'Check.Started',
        'Check.ReviewNeeded',
        'Check.Approved',
      ],
    },
    {
      name: 'Screening desk',
      refusals: 2,
      events: ['Check.Started', 'Check.ReviewNeeded', 'Check.Approved'],
    },
    { name: 'Account opening', refusals: 0, events: ['Case.StatusUpdated'] },
  ],
  vendor,
  story,
  contract,
};
