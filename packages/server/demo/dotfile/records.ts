/** The records of the story at each moment: what their product would hold, and publish as an event's `data`. */

export interface RecordIds {
  readonly case: string;
  readonly company: string;
  readonly individual: string;
  readonly check: string;
}

const compliance = {
  id: '7b1f2a44-5a0e-4c3c-9d61-0f4c9f1b2e60',
  first_name: 'Amina',
  last_name: 'DIALLO',
  email: 'amina.diallo@example.com',
};

/** A KYB case as it is right after its creation, without people and companies. */
export function newCase(ids: RecordIds, at: string) {
  return {
    id: ids.case,
    name: 'Test Inc.',
    status: 'draft',
    external_id: 'exteid-3',
    contact_has_actions: true,
    reviewer_has_actions: false,
    flags: ['for_first_collect'],
    tags: ['Medium risk'],
    metadata: { custom_key: 'true', count: '42' },
    last_activity_at: at,
    review: null,
    space_slug: null,
    template: { id: '3cad8740-1880-4af8-87f5-25f40ad52951', name: 'Business onboarding', key: 'kyb' },
    template_id: '3cad8740-1880-4af8-87f5-25f40ad52951',
    risk: null,
    custom_properties: {},
    last_contact_action_at: null,
    controls: [],
    individuals: [],
    companies: [],
    assignee: null,
    client_portal: null,
    created_at: at,
    updated_at: at,
  };
}

export function approvedCase(ids: RecordIds, at: string) {
  return {
    ...newCase(ids, at),
    status: 'approved',
    contact_has_actions: false,
    flags: ['all_checks_approved', 'first_collect_completed'],
    individuals: [individual(ids, at)],
    companies: [company(ids, at)],
    review: {
      id: '0c9f1d38-0a39-4e6b-8a52-5b5d7f6a1c02',
      status: 'approved',
      comment: 'The hit was another John Carter.',
      reviewer_type: 'user',
      user: compliance,
      reviewed_at: at,
      next_review_at: null,
    },
  };
}

export function company(ids: RecordIds, at: string) {
  return {
    id: ids.company,
    case_id: ids.case,
    type: 'main',
    name: 'Test Inc.',
    is_relevant: true,
    commercial_name: null,
    country: 'FR',
    registration_number: '012345678',
    registration_date: '2022-12-06',
    status: 'live',
    legal_form: 'sas',
    entity_legal_form: null,
    entity_legal_form_label: null,
    address: {
      street_address: '11 Rue Poissonnerie',
      street_address_2: 'Apartment 5',
      postal_code: '64100',
      city: 'Bayonne',
      state: null,
      region: 'Pyrénées-Atlantiques',
      country: 'FR',
    },
    classifications: [{ type: 'nace', code: '62.01', description: 'Computer programming' }],
    banking_information: { iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' },
    share_capital: null,
    tax_identification_number: null,
    website_url: null,
    employer_identification_number: null,
    custom_properties: {},
    document_orders: [],
    checks: [],
    relations: [],
    created_at: at,
    updated_at: at,
    last_activity_at: at,
  };
}

export function individual(ids: RecordIds, at: string) {
  return {
    id: ids.individual,
    case_id: ids.case,
    roles: ['shareholder'],
    is_beneficial_owner: true,
    is_controlling_person: false,
    is_business_contact: false,
    is_delegator: false,
    is_signatory: false,
    is_relevant: true,
    first_name: 'John',
    middle_name: null,
    last_name: 'CARTER',
    maiden_name: null,
    email: null,
    birth_date: '1990-07-03',
    birth_country: 'FR',
    birth_place: null,
    gender: null,
    nationalities: ['FR'],
    address: {
      street_address: '3 Quai Amiral Jauréguiberry',
      street_address_2: null,
      postal_code: '64100',
      city: 'Bayonne',
      state: null,
      region: null,
      country: 'FR',
    },
    banking_information: null,
    tax_identification_number: null,
    social_security_number: null,
    phone_number: null,
    position: null,
    ownership_percentage: 33.33,
    voting_rights_percentage: null,
    custom_properties: {},
    checks: [],
    relations: [],
    created_at: at,
    updated_at: at,
    last_activity_at: at,
  };
}

const unreviewed = { comment: null, reviewed_at: null, reviewer_type: null, user: null };

/** An AML screening of the individual: begun, with a hit that a person has to look at, or approved by one. */
export function screening(ids: RecordIds, at: string, status: 'in_progress' | 'need_review' | 'approved') {
  const review =
    status === 'approved'
      ? { comment: 'Another year of birth.', reviewed_at: at, reviewer_type: 'user', user: compliance }
      : unreviewed;
  const hit = {
    id: '5e0a3d1c-3f4b-4b8e-9a77-2b6f1c0d9e84',
    name: 'John Carter',
    list_types: ['pep'],
    status: status === 'approved' ? 'false_positive' : 'potential_match',
    review,
    vendor: {
      hit_id: 'PEP-20817',
      updated_by_monitoring_status: null,
      updated_by_monitoring_at: null,
      name: 'comply_advantage',
    },
  };
  const matchStatus = { in_progress: 'no_match', need_review: 'potential_match', approved: 'false_positive' }[
    status
  ];
  return {
    id: ids.check,
    company_id: null,
    individual_id: ids.individual,
    is_internal: true,
    status,
    type: 'aml',
    subtype: null,
    last_activity_at: at,
    data: {
      result: status === 'approved' ? 'approved' : null,
      settings: {
        vendor: 'comply_advantage',
        fuzziness: 0.5,
        exact_match: false,
        list_types: ['sanction', 'pep'],
        profile_id: null,
        enable_entity_filter: true,
      },
      vendor: {
        is_search_monitored: false,
        created_at: at,
        name: 'comply_advantage',
        search_url: 'https://aml.example/searches/20817',
        search_id: '20817',
        search_ref: '20817-JC',
      },
      review,
      match_status: matchStatus,
      hits_list_types: status === 'in_progress' ? [] : ['pep'],
      hits: status === 'in_progress' ? [] : [hit],
    },
  };
}

/** What events of other objects say of the case they belong to. */
export function caseContext(ids: RecordIds, at: string) {
  const { id, external_id, name, tags, metadata } = newCase(ids, at);
  return {
    id,
    external_id,
    name,
    tags,
    contact_has_actions: false,
    reviewer_has_actions: true,
    flags: ['for_review'],
    metadata,
    status: 'open',
    last_activity_at: at,
    client_portal: null,
  };
}
