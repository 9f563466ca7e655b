import * as z from 'zod';
import { checkResultOrNull, flag } from '../scalars.ts';
import { review } from '../user.ts';
import { onCompany } from './shape.ts';

/** A watch over what a credit agency reports of a company. */
export const companyMonitoringCheck = z.strictObject({
  ...onCompany,
  type: z.literal('company_monitoring'),
  data: z.strictObject({
    result: checkResultOrNull,
    settings: z.strictObject({
      alert_categories: z.array(
        z.enum([
          'financial_changes',
          'legal_and_compliance',
          'company_status',
          'operational_changes',
          'debt_and_collection',
          'shareholder_changes',
          'other',
        ]),
      ),
    }),
    vendor: z.strictObject({ name: z.literal('creditsafe'), is_monitored: flag }),
    review,
  }),
});
