import { z } from 'zod';
import type { CheckTypeRules } from './check-type.ts';
import { oneOf, reference, referenceOrNull, reviewerAlways, told, toldOrNull } from './reported-values.ts';

const alertCategories = [
  'financial_changes',
  'legal_and_compliance',
  'company_status',
  'operational_changes',
  'debt_and_collection',
  'shareholder_changes',
  'other',
] as const;

/** Dotfile offers no request to create one; ours follows those of the other types. */
export const companyMonitoringRules: CheckTypeRules = {
  type: 'company_monitoring',
  label: 'a company monitoring check',
  path: 'company-monitoring',
  entities: ['company'],
  isInternal: true,
  settings: z
    .strictObject({
      alert_categories: z
        .array(oneOf(alertCategories), { error: 'Expected a list of alert categories.' })
        .transform((categories) => [...new Set(categories)])
        .default([...alertCategories]),
    })
    .transform((settings) => ({
      automatic: reviewerAlways,
      documentTypeKey: null,
      subtype: null,
      details: () => ({ settings, vendor: { name: 'creditsafe', is_monitored: true } }),
    })),
  files: null,
  addedFiles: null,
  reported: z
    .strictObject({
      vendor: z.strictObject({ is_monitored: z.boolean({ error: 'Expected true or false.' }) }),
    })
    .partial(),
};

const sourcesMax = 100;

export const onlineReputationRules: CheckTypeRules = {
  type: 'online_reputation',
  label: 'an online reputation check',
  path: 'online_reputation',
  entities: ['company'],
  isInternal: true,
  settings: z.strictObject({}).transform(() => ({
    automatic: reviewerAlways,
    documentTypeKey: null,
    subtype: null,
    details: ({ subject }) => ({
      information: {
        report: null,
        sources: null,
        summary: null,
        company: {
          name: subject.company_name ?? '',
          commercial_name: subject.commercial_name,
          country: subject.country,
          registration_number: subject.company_number,
          website_url: subject.website_url,
        },
      },
    }),
  })),
  files: null,
  addedFiles: null,
  reported: z
    .strictObject({
      information: z
        .strictObject({
          report: toldOrNull,
          sources: z
            .array(z.strictObject({ title: told, url: reference }))
            .max(sourcesMax, { error: `At most ${sourcesMax} sources.` })
            .nullable(),
          summary: toldOrNull,
          company: z.strictObject({
            name: reference,
            commercial_name: referenceOrNull.default(null),
            country: referenceOrNull.default(null),
            registration_number: referenceOrNull.default(null),
            website_url: referenceOrNull.default(null),
          }),
        })
        .partial(),
    })
    .partial(),
};
