import type { Check } from '../objects.ts';
import { companyId, ownerId } from './ids.ts';
import { officer } from './people.ts';

type AmlCheck = Extract<Check, { readonly type: 'aml' }>;

const undecided = { comment: null, reviewed_at: null, reviewer_type: null, user: null };

/** Just started on a person: no hit yet, and nobody has looked. */
export const startedScreening: AmlCheck = {
  id: '5f7d3c1a-91b4-4d0f-8b6e-0f9a2c3d4e51',
  company_id: null,
  individual_id: ownerId,
  is_internal: true,
  status: 'in_progress',
  type: 'aml',
  subtype: null,
  last_activity_at: '2026-03-03T08:14:09.120Z',
  data: {
    result: null,
    settings: {
      vendor: 'comply_advantage',
      fuzziness: 0.5,
      exact_match: false,
      list_types: ['sanction', 'warning', 'pep', 'adverse_media'],
      profile_id: null,
      enable_entity_filter: true,
    },
    vendor: {
      is_search_monitored: false,
      created_at: '2026-03-03T08:14:09.120Z',
      name: 'comply_advantage',
      search_url: 'https://aml.example/searches/1741-ingrid-solberg',
      search_id: '1741203',
      search_ref: '1741203-Xk2p9',
    },
    review: undecided,
    match_status: 'no_match',
    hits_list_types: [],
    hits: [],
  },
};

/** The same search once it has found two people of that name. */
export const screeningWithHits: AmlCheck = {
  ...startedScreening,
  status: 'need_review',
  last_activity_at: '2026-03-03T08:14:11.902Z',
  data: {
    ...startedScreening.data,
    match_status: 'potential_match',
    hits_list_types: ['pep', 'adverse_media'],
    hits: [
      {
        id: '0a1b2c3d-4e5f-4061-8273-94a5b6c7d8e9',
        name: 'Ingrid Solberg',
        list_types: ['pep'],
        status: 'potential_match',
        review: undecided,
        vendor: {
          hit_id: 'PEP-88120',
          updated_by_monitoring_status: null,
          updated_by_monitoring_at: null,
          name: 'comply_advantage',
        },
      },
      {
        id: '1b2c3d4e-5f60-4172-8384-a5b6c7d8e9f0',
        name: 'Ingrid M. Solberg-Dahl',
        list_types: ['adverse_media'],
        status: 'false_positive',
        review: {
          comment: 'Another year of birth.',
          reviewed_at: '2026-03-03T08:40:02.118Z',
          reviewer_type: 'user',
          user: officer,
        },
        vendor: {
          hit_id: 'AM-10394',
          updated_by_monitoring_status: 'new',
          updated_by_monitoring_at: '2026-03-03T08:14:11.000Z',
          name: 'comply_advantage',
        },
      },
    ],
  },
};

/** A search on a company, approved: what the older edition reports as completed. */
export const approvedScreening: AmlCheck = {
  ...startedScreening,
  id: '6a5b4c3d-2e1f-4087-96a5-b4c3d2e1f0a9',
  company_id: companyId,
  individual_id: null,
  status: 'approved',
  last_activity_at: '2026-03-04T15:21:34.050Z',
  data: {
    result: 'approved',
    settings: { vendor: 'worldcheck', is_media_check_enabled: true },
    vendor: {
      is_search_monitored: true,
      created_at: '2026-03-04T15:02:10.444Z',
      name: 'worldcheck',
      case_url: 'https://worldcheck.example/cases/5jb8a3',
      results_count: { watchlist: 0, mediacheck: 3 },
    },
    review: {
      comment: 'Articles are about the coffee.',
      reviewed_at: '2026-03-04T15:21:34.050Z',
      reviewer_type: 'user',
      user: officer,
    },
    match_status: 'false_positive',
    hits_list_types: ['adverse_media'],
    hits: [],
  },
};
