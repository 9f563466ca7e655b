import type { Check } from '../src/dotfile/objects.ts';

const individualId = '2f6f8f1d-6b0e-4d5e-9a3e-c47e1f7c9b08';
const companyId = 'e4f1c7aa-0b58-4a8f-8e51-54c9b0b2d7f3';
const lastActivityAt = '2026-04-01T12:00:00.000Z';
const undecided = { comment: null, reviewed_at: null, reviewer_type: null, user: null };

const monitoring: Check = {
  id: '01f2e3d4-c5b6-4a79-8b6c-5d4e3f2a1b0c',
  company_id: companyId,
  is_internal: true,
  status: 'processing',
  type: 'company_monitoring',
  subtype: null,
  last_activity_at: lastActivityAt,
  data: {
    result: null,
    settings: { alert_categories: ['company_status', 'shareholder_changes', 'other'] },
    vendor: { name: 'creditsafe', is_monitored: true },
    review: undecided,
  },
};

type DocumentCheck = Extract<Check, { readonly type: 'document' }>;

const documentType = {
  id: '12a3b4c5-d6e7-4f80-91a2-b3c4d5e6f708',
  label: 'Registration certificate',
  key: 'registration_certificate',
  target_entities: ['company' as const],
  is_internal: false,
  created_at: '2025-01-15T08:00:00.000Z',
  updated_at: '2025-01-15T08:00:00.000Z',
  archived_at: null,
};

const comparison = { result: 'approved', expected: '914778271', received: '914778271' } as const;
const unread = { result: null, expected: null, received: null };

const plainDocument: DocumentCheck = {
  id: '23b4c5d6-e7f8-4091-a2b3-c4d5e6f70819',
  company_id: companyId,
  individual_id: null,
  is_internal: false,
  status: 'need_review',
  type: 'document',
  subtype: 'registration_certificate',
  last_activity_at: lastActivityAt,
  data: {
    result: null,
    settings: {
      document_type: documentType,
      document_type_key: 'registration_certificate',
      document_analysis: null,
    },
    review: undecided,
    detailed_results: { document_analysis: null },
    document_file_ids: ['34c5d6e7-f809-41a2-b3c4-d5e6f708192a'],
    information: { expiration_date: null, document_analysis: null },
  },
};

function analysed(
  parameters: NonNullable<DocumentCheck['data']['settings']['document_analysis']>['parameters'],
  results: DocumentCheck['data']['detailed_results']['document_analysis'],
  information: DocumentCheck['data']['information']['document_analysis'],
): DocumentCheck {
  const { data } = plainDocument;
  const analysis = { automatic_approval: true, automatic_rejection: false, parameters };
  return {
    ...plainDocument,
    data: {
      ...data,
      settings: { ...data.settings, document_analysis: analysis },
      detailed_results: { document_analysis: results },
      information: { expiration_date: '2027-01-31', document_analysis: information },
    },
  };
}

const certificate = analysed(
  { model: 'registration_certificate', authorized_documents: ['handelsregister'], max_age_in_days: 90 },
  {
    valid_age_in_days: comparison,
    address_matching: unread,
    registration_number_matching: comparison,
    name_matching: comparison,
    valid_document_type: comparison,
  },
  {
    name: 'Fjordline Coffee Roasters AS',
    registration_number: '914778271',
    registration_city: 'Bergen',
    address: null,
    country: 'NO',
    issuing_date: '2026-03-01',
    document_type: 'other',
    other_document_type: 'firmaattest',
  },
);

const bankDetails = analysed(
  { model: 'iban', iban_matching: true },
  {
    valid_iban: comparison,
    valid_bic: comparison,
    name_matching: unread,
    iban_matching: comparison,
    bic_matching: unread,
  },
  {
    model: 'iban',
    holder_name: 'Fjordline Coffee Roasters AS',
    bank_name: 'DNB',
    iban: 'NO9386011117947',
    bic: null,
  },
);

const addressProof = analysed(
  { model: 'proof_of_address', authorized_documents: null, max_age_in_days: null },
  {
    valid_age_in_days: unread,
    address_matching: comparison,
    name_matching: comparison,
    valid_document_type: comparison,
  },
  {
    issuing_date: '2026-02-11',
    address: '4 Skuteviksboder, 5035 Bergen',
    name: 'Fjordline Coffee Roasters AS',
    document_type: 'energy_bill',
    other_document_type: null,
    country: 'NO',
    issuer: 'Eviny',
  },
);

const prompted = analysed({ model: 'prompt', prompt: 'Is the document signed?' }, {}, {});

const signature: Check = {
  id: '45d6e7f8-091a-42b3-84d5-e6f708192a3b',
  individual_id: individualId,
  is_internal: false,
  status: 'in_progress',
  type: 'electronic_signature',
  subtype: 'terms_of_service',
  last_activity_at: lastActivityAt,
  data: {
    result: null,
    settings: { document_template_key: 'terms_of_service', automatic_approval: true },
    vendor: {
      name: 'yousign',
      status: 'ongoing',
      signature_request_ref: 'sr_71',
      signer_ref: 'sg_9',
      document_ref: null,
      signature_link: 'https://sign.example/sr_71',
      signature_link_expiration_date: '2026-05-01T00:00:00.000+02:00',
      started_at: lastActivityAt,
      ended_at: null,
    },
    information: { audit_trail_id: null, file_id: '9a', signed_file_id: null },
    review: undecided,
  },
};

type IdVerification = Extract<Check, { readonly type: 'id_verification' }>;

const documentResults = {
  data_validation: 'approved',
  data_consistency: 'approved',
  image_integrity: 'rejected',
  visual_authenticity: 'error',
  compromised_document: null,
  data_comparison: null,
} as const;

const verification: IdVerification = {
  id: '56e7f809-1a2b-43c4-95e6-f708192a3b4c',
  individual_id: individualId,
  is_internal: false,
  status: 'rejected',
  type: 'id_verification',
  subtype: null,
  last_activity_at: lastActivityAt,
  data: {
    result: 'rejected',
    settings: {
      automatic_approval: true,
      automatic_rejection: true,
      vendor: 'veriff',
      mode: 'liveness',
      redirect_url: 'https://app.example/done',
    },
    vendor: {
      verification_ref: 'v-1',
      verification_url: 'https://verify.example/v-1',
      verification_status: 'declined',
      started_at: lastActivityAt,
      ended_at: lastActivityAt,
      comment: 'Glare on the photo.',
      report_file_id: null,
      name: 'veriff',
    },
    review: { comment: null, reviewed_at: lastActivityAt, reviewer_type: 'system', user: null },
    detailed_results: {
      document: documentResults,
      face: { face_comparison: 'approved', image_integrity: null, visual_authenticity: null },
    },
    information: {
      document_type: 'identity_card',
      document_number: 'N-22',
      first_name: 'INGRID MARIE',
      last_name: 'SOLBERG',
      gender: 'female',
      nationality: 'NO',
      birth_date: '1984-11-05',
      birth_place: 'Bergen',
      birth_country: 'NO',
      expiration_date: '2031-01-01',
      issuing_date: '2021-01-01',
      issuing_country: 'NO',
      mrz: null,
      ip_address: '192.0.2.44',
      front_file_id: '1',
      back_file_id: '2',
      signature_file_id: null,
      face_file_id: '3',
      video_file_id: null,
    },
  },
};

const onfidoVerification: IdVerification = {
  ...verification,
  data: {
    ...verification.data,
    vendor: { ...verification.data.vendor, name: 'onfido', sdk_token: null },
  },
};

const reputation: Check = {
  id: '67f8091a-2b3c-44d5-a6f7-08192a3b4c5d',
  company_id: companyId,
  is_internal: true,
  status: 'need_review',
  type: 'online_reputation',
  subtype: null,
  last_activity_at: lastActivityAt,
  data: {
    result: null,
    review: undecided,
    information: {
      report: '## Findings\nGood reviews.',
      sources: [{ title: 'A review', url: 'https://news.example/coffee' }],
      summary: null,
      company: {
        name: 'Fjordline Coffee Roasters AS',
        commercial_name: null,
        country: 'NO',
        registration_number: '914778271',
        website_url: null,
      },
    },
  },
};

/** A check of each type and variant that the catalogue's examples leave out. */
export const otherChecks: readonly Check[] = [
  monitoring,
  plainDocument,
  certificate,
  bankDetails,
  addressProof,
  prompted,
  signature,
  verification,
  onfidoVerification,
  reputation,
];
