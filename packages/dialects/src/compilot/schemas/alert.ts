import * as z from 'zod';
import { alertStatuses, severities } from '../values.ts';
import { dateTime, maybeDateTime, maybeText, text, uuid } from './scalars.ts';

const tag = z.strictObject({
  id: text,
  title: text,
  type: text,
  createdAt: dateTime,
  updatedAt: dateTime.nullable(),
});

export const alert = z.strictObject({
  id: text,
  severity: z.enum(severities),
  status: z.enum(alertStatuses),
  externalCustomerId: maybeText,
  customerId: uuid,
  scenarioAlertCount: z
    .int({ error: 'Expected a whole number.' })
    .min(0, { error: 'Expected no less than 0.' })
    .nullish(),
  workflowName: maybeText,
  workflowId: maybeText,
  reason: maybeText,
  createdAt: dateTime,
  updatedAt: maybeDateTime,
  tags: z.array(tag),
});
