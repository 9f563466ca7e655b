/** One check of each type: how it is started, and a result that says everything that its type can. */
export interface CheckSample {
  readonly path: string;
  readonly type: string;
  readonly on: 'individual' | 'company';
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The status in which it starts. */
  readonly starts: 'in_progress' | 'processing';
  /** As it is reported, and as it is then shown. */
  readonly data: Readonly<Record<string, unknown>>;
  /** What the settings that decide without a reviewer are called; none for types that have none. */
  readonly automatic?: readonly ('automatic_approval' | 'automatic_rejection')[];
}

const bothWays = ['automatic_approval', 'automatic_rejection'] as const;
const at = '2026-11-20T08:00:00.000Z';
const address = {
  street_address: '18 Nedre Korskirkeallmenningen',
  street_address_2: null,
  postal_code: '5017',
  city: 'Bergen',
  state: null,
  region: null,
  country: 'NO',
};
const documentResults = {
  data_validation: 'approved',
  data_consistency: 'approved',
  image_integrity: 'rejected',
  visual_authenticity: 'error',
  compromised_document: null,
  data_comparison: 'approved',
};
const read = {
  document_type: 'passport',
  document_number: 'C01X00T47',
  first_name: 'INGRID MARIE',
  last_name: 'SOLBERG',
  gender: 'female',
  nationality: 'NO',
  birth_date: '1984-11-05',
  birth_country: 'NO',
  issuing_date: '2016-03-11',
  issuing_country: 'NO',
  front_file_id: 'front',
  back_file_id: 'back',
};
const compared = { result: 'approved', expected: 'a', received: 'b' };

export const samples: readonly CheckSample[] = [
  {
    path: 'aml',
    type: 'aml',
    on: 'individual',
    settings: { fuzziness: 0.4, list_types: ['sanction', 'warning'], enable_entity_filter: true },
    starts: 'processing',
    data: { vendor: { search_url: 'https://aml.example/1', search_id: '1', search_ref: '1-x' } },
  },
  {
    path: 'company-monitoring',
    type: 'company_monitoring',
    on: 'company',
    settings: { alert_categories: ['company_status', 'other'] },
    starts: 'processing',
    data: { vendor: { is_monitored: false } },
  },
  {
    path: 'document',
    type: 'document',
    on: 'company',
    settings: {
      document_type_key: 'registration_certificate',
      document_analysis: {
        automatic_approval: false,
        automatic_rejection: false,
        parameters: {
          model: 'registration_certificate',
          max_age_in_days: 92,
          authorized_documents: ['kbis'],
        },
      },
    },
    starts: 'in_progress',
    data: {
      detailed_results: {
        document_analysis: {
          model: 'registration_certificate',
          valid_age_in_days: compared,
          address_matching: compared,
          registration_number_matching: compared,
          name_matching: compared,
          valid_document_type: { result: null, expected: null, received: null },
        },
      },
      information: {
        document_analysis: {
          model: 'registration_certificate',
          name: 'Fjordline Coffee',
          registration_number: '914778271',
          registration_city: 'Bergen',
          address: 'Skuteviksboder',
          country: 'Norway',
          issuing_date: '2026-01-01',
          document_type: 'other',
          other_document_type: 'Firmaattest',
        },
      },
    },
  },
  {
    path: 'ekyc',
    type: 'ekyc',
    on: 'individual',
    settings: { vendor: 'gbg' },
    starts: 'processing',
    automatic: bothWays,
    data: {
      decision: 'match',
      vendor: { profile_id: 'no-2plus2', profile_name: 'Norway', country: 'NO', score: 91.5 },
      information: { first_name: 'Ingrid', last_name: 'SOLBERG', birth_date: '1984-11-05', address },
      ai: { interpretation: 'Name and address agree.' },
      fraud_signals: {
        trust: { score: 84, band: 'high', triggered_rules: [{ code: 'T12', description: 'Email is old' }] },
        fraud_score: { score: 7, band: 'low', labels: ['established_identity'] },
        email_verification: {
          risk_score: 120,
          risk_band: 'low',
          risk_level: 'Very low',
          email_first_seen: '2015-06-01',
          domain_first_seen: '1995-08-14',
          domain_country: 'US',
          mailbox_missing: false,
        },
        email_validation: { address_valid: true, bounce_risk: 'low' },
        mobile_validation: {
          number_valid: true,
          line_type: 'mobile',
          current_network: { operator: 'Fjell Mobil', country: 'NO' },
          original_network: null,
        },
      },
    },
  },
  {
    path: 'electronic_signature',
    type: 'electronic_signature',
    on: 'individual',
    settings: { document_template_key: 'mandate' },
    starts: 'in_progress',
    automatic: ['automatic_approval'],
    data: {
      vendor: {
        status: 'done',
        signature_request_ref: 'sr-1',
        signer_ref: 's-1',
        document_ref: 'd-1',
        signature_link: 'https://sign.example/1',
        signature_link_expiration_date: at,
        started_at: at,
        ended_at: at,
      },
      information: { audit_trail_id: 'audit', file_id: 'file', signed_file_id: 'signed' },
    },
  },
  {
    path: 'fraud-database',
    type: 'fraud_database',
    on: 'company',
    starts: 'processing',
    automatic: bothWays,
    data: {
      vendor: { search_reference: 'CF-2026' },
      information: {
        first_name: null,
        last_name: null,
        birth_date: null,
        email: null,
        phone_number: null,
        company_name: 'Fjordline Coffee AS',
        company_number: '914778271',
        vat_number: 'NO914778271MVA',
        address,
      },
      ai_analysis: { interpretation: 'One filing.' },
    },
  },
  {
    path: 'id_document',
    type: 'id_document',
    on: 'individual',
    settings: { vendor: 'veriff' },
    starts: 'in_progress',
    automatic: bothWays,
    data: {
      vendor: {
        verification_ref: 'TST-QXLMN',
        verification_group_ref: 'group',
        verification_status: 'SUCCESS',
        started_at: at,
        comment: 'Fine.',
      },
      detailed_results: { document: documentResults },
      information: { ...read, maiden_name: 'DAHL' },
    },
  },
  {
    path: 'id_verification',
    type: 'id_verification',
    on: 'individual',
    settings: { vendor: 'onfido', mode: 'default', redirect_url: 'https://acme.example/back' },
    starts: 'in_progress',
    automatic: bothWays,
    data: {
      vendor: {
        verification_ref: 'v-1',
        verification_url: 'https://verify.example/1',
        verification_status: 'done',
        started_at: at,
        ended_at: at,
        comment: null,
        report_file_id: 'report',
      },
      detailed_results: {
        document: documentResults,
        face: { face_comparison: 'approved', image_integrity: 'approved', visual_authenticity: null },
      },
      information: {
        ...read,
        birth_place: 'at sea',
        mrz: 'P<NOR',
        ip_address: '192.0.2.1',
        signature_file_id: null,
        face_file_id: 'face',
        video_file_id: 'video',
      },
    },
  },
  {
    path: 'online_reputation',
    type: 'online_reputation',
    on: 'company',
    starts: 'processing',
    data: {
      information: {
        report: 'Nothing but coffee.',
        sources: [{ title: 'News', url: 'https://news.example/1' }],
        summary: 'Good.',
        company: {
          name: 'Fjordline Coffee AS',
          commercial_name: 'Fjordline',
          country: 'NO',
          registration_number: '914778271',
          website_url: 'https://fjordline.example',
        },
      },
    },
  },
];

/** One hit as an integration reports it. */
export function hitNamed(hitId: string): Readonly<Record<string, unknown>> {
  return { hit_id: hitId, name: `Ingrid ${hitId}`, list_types: ['pep', 'sanction'] };
}
