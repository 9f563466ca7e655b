import type { Case } from '../objects.ts';
import { holding, roastery } from './companies.ts';
import { caseId } from './ids.ts';
import { director, officer, owner } from './people.ts';

/*
 * Custom properties stay empty in every example. The published description of their values, read to the
 * letter, accepts no value at all (its alternatives overlap), and an example has to pass in every reading.
 */

/** As it is right after its creation: empty. */
export const newCase: Case = {
  id: caseId,
  name: 'Fjordline Coffee Roasters',
  status: 'draft',
  external_id: 'onboarding-20417',
  contact_has_actions: true,
  reviewer_has_actions: false,
  flags: ['for_first_collect'],
  tags: [],
  metadata: { sales_channel: 'partner', account_manager: 'lea.b' },
  last_activity_at: '2026-03-02T09:30:12.450Z',
  review: null,
  space_slug: 'nordics',
  template: {
    id: '4e8f2a6b-9c0d-4b7e-8f13-5a6b7c8d9e0f',
    name: 'Business onboarding',
    key: 'business_onboarding',
  },
  template_id: '4e8f2a6b-9c0d-4b7e-8f13-5a6b7c8d9e0f',
  risk: null,
  custom_properties: {},
  last_contact_action_at: null,
  controls: [],
  individuals: [],
  companies: [],
  assignee: null,
  client_portal: null,
  created_at: '2026-03-02T09:30:12.450Z',
  updated_at: '2026-03-02T09:30:12.450Z',
};

const portal = { id: 'c2b1a098-7f6e-4d5c-b4a3-928170f6e5d4', name: 'Welcome', type: 'KYB' } as const;

/** While its people and companies are looked at. */
export const openCase: Case = {
  ...newCase,
  status: 'open',
  reviewer_has_actions: true,
  flags: ['for_review', 'first_collect_completed'],
  tags: ['Nordics', 'Food and drink'],
  risk: {
    id: 'rsk_20260303_0001',
    mode: 'automatic',
    level: 'medium',
    comment: null,
    score: 42,
    components: { geography: 12, ownership: 20, industry: 10 },
    flags: { complex_ownership: true, cash_intensive: false },
    created_at: '2026-03-03T08:16:00.512Z',
    updated_at: '2026-03-03T08:16:00.512Z',
  },
  controls: [
    {
      id: '1d2c3b4a-5968-4776-8594-a3b2c1d0e9f8',
      is_completed: true,
      review: {
        comment: 'Matches the register.',
        reviewed_at: '2026-03-03T10:20:31.009Z',
        reviewer_type: 'user',
        user: officer,
      },
      control: {
        id: '9f8e7d6c-5b4a-4938-a726-150403f2e1d0',
        label: 'Ownership structure is confirmed',
        key: 'ownership_confirmed',
        type: 'manual',
        archived_at: null,
      },
      created_at: '2026-03-02T09:30:12.470Z',
      updated_at: '2026-03-03T10:20:31.009Z',
    },
  ],
  individuals: [owner, director],
  companies: [roastery, holding],
  assignee: officer,
  client_portal: { ...portal, wait_step_key: null },
  last_contact_action_at: '2026-03-03T08:20:40.003Z',
  last_activity_at: '2026-03-04T07:55:03.518Z',
  updated_at: '2026-03-04T07:55:03.518Z',
};

/** After a reviewer has approved it; the next periodic review is a year away. */
export const approvedCase: Case = {
  ...openCase,
  status: 'approved',
  review: {
    id: '5a4b3c2d-1e0f-4a9b-8c7d-6e5f4a3b2c1d',
    status: 'approved',
    comment: 'Ownership and funds are clear.',
    reviewer_type: 'user',
    user: officer,
    reviewed_at: '2026-03-05T14:02:55.731Z',
    next_review_at: '2027-03-05',
  },
  contact_has_actions: false,
  reviewer_has_actions: false,
  flags: ['all_checks_approved', 'first_collect_completed'],
  last_activity_at: '2026-03-05T14:02:55.731Z',
  updated_at: '2026-03-05T14:02:55.731Z',
};

const highRisk = {
  id: 'rsk_20260611_0002',
  mode: 'manual',
  level: 'high',
  comment: 'Adverse media on a supplier.',
  score: null,
  components: null,
  flags: null,
  created_at: '2026-06-11T11:47:20.064Z',
  updated_at: '2026-06-11T11:47:20.064Z',
} as const;

/** The after-image of each event of a case. */
export const caseExamples: Readonly<Record<string, Case>> = {
  'Case.Created': newCase,
  'Case.Updated': { ...openCase, name: 'Fjordline Coffee Roasters AS' },
  'Case.StatusUpdated': approvedCase,
  'Case.FlagsUpdated': { ...openCase, flags: ['for_review', 'for_recollection', 'first_collect_completed'] },
  'Case.InfoUpdated': { ...openCase, external_id: 'customer-1187' },
  'Case.TemplateUpdated': {
    ...newCase,
    template: {
      id: 'b7a6c5d4-e3f2-4109-8f7e-6d5c4b3a2910',
      name: 'Sole trader onboarding',
      key: 'sole_trader_onboarding',
    },
    template_id: 'b7a6c5d4-e3f2-4109-8f7e-6d5c4b3a2910',
  },
  'Case.RiskUpdated': { ...approvedCase, risk: highRisk },
  'Case.MetadataUpdated': {
    ...openCase,
    metadata: { sales_channel: 'partner', account_manager: 'lea.b', plan: 'growth', seats: '12' },
  },
  'Case.TagsUpdated': { ...openCase, tags: ['Nordics', 'Food and drink', 'Priority'] },
  'Case.AssigneeUpdated': { ...openCase, assignee: null },
  'Case.ContactHasActionsUpdated': { ...openCase, contact_has_actions: false },
  'Case.ReviewerHasActionsUpdated': { ...openCase, reviewer_has_actions: false },
  'Case.ReviewUpdated': withNextReview('2026-09-11'),
  'Case.ReviewDue': withNextReview('2026-09-11'),
  'Case.ReviewConfirmed': withNextReview('2027-09-14'),
  'Case.ClientPortalWaitStepTriggered': {
    ...openCase,
    client_portal: { ...portal, wait_step_key: 'wait_for_registry' },
  },
};

function withNextReview(nextReviewAt: string): Case {
  return {
    ...approvedCase,
    risk: highRisk,
    review: approvedCase.review && { ...approvedCase.review, next_review_at: nextReviewAt },
  };
}
