import type { Check, CheckDeleted } from '../objects.ts';
import { companyId, directorId, ownerId } from './ids.ts';
import { officer } from './people.ts';

const byItself = {
  comment: null,
  reviewed_at: '2026-03-04T11:06:20.660Z',
  reviewer_type: 'system',
  user: null,
} as const;

/** A person's details agree with two electronic sources: approved without a reviewer. */
export const approvedIdentity: Check = {
  id: '2c3d4e5f-6071-4283-9495-b6c7d8e9f0a1',
  individual_id: ownerId,
  is_internal: true,
  status: 'approved',
  type: 'ekyc',
  subtype: null,
  last_activity_at: '2026-03-04T11:06:20.660Z',
  data: {
    result: 'approved',
    decision: 'match',
    settings: { vendor: 'gbg', automatic_approval: true, automatic_rejection: false },
    vendor: {
      name: 'gbg',
      profile_id: 'no-2plus2',
      profile_name: 'Norway, two sources',
      country: 'NO',
      score: 91,
    },
    review: byItself,
    information: {
      first_name: 'Ingrid',
      last_name: 'SOLBERG',
      birth_date: '1984-11-05',
      address: {
        street_address: '18 Nedre Korskirkeallmenningen',
        street_address_2: null,
        postal_code: '5017',
        city: 'Bergen',
        state: null,
        region: null,
        country: 'NO',
      },
    },
    ai: { interpretation: 'Name, birth date and address agree with two sources.' },
    fraud_signals: {
      trust: {
        score: 84,
        band: 'high',
        triggered_rules: [{ code: 'T12', description: 'Email seen for more than five years' }],
      },
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
};

/** A company found in a register of fraud: rejected by a reviewer. */
export const rejectedFraudSearch: Check = {
  id: '3d4e5f60-7182-4394-85a6-c7d8e9f0a1b2',
  company_id: companyId,
  individual_id: null,
  is_internal: true,
  status: 'rejected',
  type: 'fraud_database',
  subtype: null,
  last_activity_at: '2026-03-04T13:37:42.195Z',
  data: {
    result: 'rejected',
    settings: { vendor: 'cifas', automatic_approval: true, automatic_rejection: false },
    vendor: { name: 'cifas', search_reference: 'CF-2026-0304-7719' },
    review: {
      comment: 'The filing of last May names this registration number.',
      reviewed_at: '2026-03-04T13:37:42.195Z',
      reviewer_type: 'user',
      user: officer,
    },
    information: {
      entity_type: 'company',
      first_name: null,
      last_name: null,
      birth_date: null,
      email: null,
      phone_number: null,
      company_name: 'Fjordline Coffee Roasters AS',
      company_number: '914778271',
      vat_number: 'NO914778271MVA',
      address: {
        street_address: '4 Skuteviksboder',
        street_address_2: 'Building C',
        postal_code: '5035',
        city: 'Bergen',
        state: null,
        region: null,
        country: 'NO',
      },
    },
    ai_analysis: { interpretation: 'One filing, facility takeover, supplied by a bank.' },
  },
};

/** A passport that was good until last week. */
export const expiredPassport: Check = {
  id: '4e5f6071-8293-44a5-96b7-d8e9f0a1b2c3',
  individual_id: ownerId,
  is_internal: false,
  status: 'expired',
  type: 'id_document',
  subtype: null,
  last_activity_at: '2026-03-11T00:00:03.870Z',
  data: {
    result: 'approved',
    settings: { vendor: 'idnow', automatic_approval: true, automatic_rejection: true },
    vendor: {
      name: 'idnow',
      verification_ref: 'TST-QXLMN',
      verification_group_ref: null,
      verification_status: 'SUCCESS_DATA_CHANGED',
      started_at: '2025-06-20T12:10:00.000Z',
      comment: null,
    },
    review: byItself,
    detailed_results: {
      document: {
        data_validation: 'approved',
        data_consistency: 'approved',
        image_integrity: 'approved',
        visual_authenticity: 'approved',
        compromised_document: 'approved',
        data_comparison: 'approved',
      },
    },
    information: {
      document_type: 'passport',
      document_number: 'C01X00T47',
      first_name: 'INGRID MARIE',
      last_name: 'SOLBERG',
      gender: 'female',
      nationality: 'NO',
      birth_date: '1984-11-05',
      birth_country: 'NO',
      expiration_date: '2026-03-10',
      issuing_date: '2016-03-11',
      issuing_country: 'NO',
      front_file_id: 'b8c7d6e5-f4a3-4b12-90c1-d2e3f4a5b6c7',
      back_file_id: null,
      maiden_name: null,
    },
  },
};

/** What is left of a document check that somebody removed. */
export const deletedCheck: CheckDeleted = {
  id: '8293a4b5-c6d7-48e9-80f1-a2b3c4d5e6f7',
  individual_id: directorId,
  company_id: null,
  status: 'in_progress',
  type: 'document',
  subtype: 'proof_of_address',
  document_type_key: 'proof_of_address',
};
