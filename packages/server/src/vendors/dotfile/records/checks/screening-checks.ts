import { z } from 'zod';
import { numberWithin } from '../input.ts';
import type { CheckTypeRules } from './check-type.ts';
import { fraudSignals } from './fraud-signals.ts';
import {
  address,
  amountOrNull,
  automaticOf,
  automaticShape,
  country,
  flag,
  oneOf,
  reference,
  referenceOrNull,
  toldOrNull,
} from './reported-values.ts';

const screenedLists = ['sanction', 'warning', 'fitness_probity', 'pep', 'adverse_media'] as const;

/** Without open hits an AML check that is reported approved needs no reviewer. */
export const amlRules: CheckTypeRules = {
  type: 'aml',
  label: 'an AML check',
  path: 'aml',
  entities: ['individual', 'company'],
  isInternal: true,
  settings: z
    .strictObject({
      fuzziness: numberWithin(0, 1).default(0.5),
      exact_match: flag.default(false),
      list_types: z
        .array(oneOf(screenedLists), { error: 'Expected a list of list types.' })
        .transform((types) => [...new Set(types)])
        .default([...screenedLists]),
      enable_entity_filter: flag.default(true),
    })
    .transform((settings) => ({
      automatic: { approval: true, rejection: false },
      documentTypeKey: null,
      subtype: null,
      details: ({ reference: ref, at }) => ({
        settings: { vendor: 'comply_advantage', ...settings, profile_id: null },
        vendor: {
          name: 'comply_advantage',
          is_search_monitored: false,
          created_at: at,
          search_url: `https://aml.example/searches/${ref}`,
          search_id: ref,
          search_ref: ref,
        },
      }),
    })),
  files: null,
  addedFiles: null,
  reported: z
    .strictObject({
      vendor: z
        .strictObject({ search_url: reference, search_id: reference, search_ref: reference })
        .partial(),
    })
    .partial(),
};

/** Where nothing is known of the country: ISO 3166-1 leaves this code to its users. */
const countryUnknown = 'ZZ';

export const ekycRules: CheckTypeRules = {
  type: 'ekyc',
  label: 'an eKYC check',
  path: 'ekyc',
  entities: ['individual'],
  isInternal: true,
  settings: z
    .strictObject({ vendor: oneOf(['gbg']).default('gbg'), ...automaticShape })
    .transform((settings) => ({
      automatic: automaticOf(settings),
      documentTypeKey: null,
      subtype: null,
      details: ({ subject }) => ({
        decision: null,
        settings,
        vendor: {
          name: 'gbg',
          profile_id: 'default',
          profile_name: null,
          country: subject.country ?? countryUnknown,
          score: null,
        },
        information: {
          first_name: subject.first_name,
          last_name: subject.last_name,
          birth_date: subject.birth_date,
          address: subject.address,
        },
        ai: { interpretation: null },
        fraud_signals: null,
      }),
    })),
  files: null,
  addedFiles: null,
  reported: z
    .strictObject({
      decision: oneOf(['match', 'inconclusive', 'inconsistent']).nullable(),
      vendor: z
        .strictObject({ profile_id: reference, profile_name: referenceOrNull, country, score: amountOrNull })
        .partial(),
      information: z
        .strictObject({
          first_name: referenceOrNull,
          last_name: referenceOrNull,
          birth_date: referenceOrNull,
          address,
        })
        .partial(),
      ai: z.strictObject({ interpretation: toldOrNull }),
      fraud_signals: fraudSignals.nullable(),
    })
    .partial(),
};

export const fraudDatabaseRules: CheckTypeRules = {
  type: 'fraud_database',
  label: 'a fraud database check',
  path: 'fraud-database',
  entities: ['individual', 'company'],
  isInternal: true,
  settings: z
    .strictObject({ vendor: oneOf(['cifas']).default('cifas'), ...automaticShape })
    .transform((settings) => ({
      automatic: automaticOf(settings),
      documentTypeKey: null,
      subtype: null,
      details: ({ subject }) => ({
        settings,
        vendor: { name: 'cifas', search_reference: null },
        information: {
          entity_type: subject.kind,
          first_name: subject.first_name,
          last_name: subject.last_name,
          birth_date: subject.birth_date,
          email: subject.email,
          phone_number: subject.phone_number,
          company_name: subject.company_name,
          company_number: subject.company_number,
          vat_number: null,
          address: subject.address,
        },
        ai_analysis: { interpretation: null },
      }),
    })),
  files: null,
  addedFiles: null,
  reported: z
    .strictObject({
      vendor: z.strictObject({ search_reference: referenceOrNull }),
      information: z
        .strictObject({
          first_name: referenceOrNull,
          last_name: referenceOrNull,
          birth_date: referenceOrNull,
          email: referenceOrNull,
          phone_number: referenceOrNull,
          company_name: referenceOrNull,
          company_number: referenceOrNull,
          vat_number: referenceOrNull,
          address,
        })
        .partial(),
      ai_analysis: z.strictObject({ interpretation: toldOrNull }),
    })
    .partial(),
};
