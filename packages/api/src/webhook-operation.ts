import { z } from 'zod';
import { attempt } from './delivery.ts';
import { job } from './job.ts';
import { id, instantInput, line } from './scalar.ts';
import { signatureScheme, webhook } from './webhook.ts';

/** Bodies and answers of `POST /webhooks/{id}/…`. An absent body is an empty one. */
export const rotateSecretRequest = z
  .strictObject({
    grace_hours: z.number().min(0).optional().meta({
      description: 'How long the secret before is honoured. Absent: the usual time of the contract.',
    }),
    secret: z.string().min(1).max(500).optional().meta({ description: 'Absent: one is generated.' }),
    signature_scheme: signatureScheme.optional().meta({
      description: 'Of the new secret. Absent: as the secret says, or the one that the webhook has.',
    }),
  })
  .default({});

export const webhookTestRequest = z
  .strictObject({
    type: line(200)
      .optional()
      .meta({ description: 'Absent: the first event type of the webhook that may be published.' }),
  })
  .default({});

export const webhookTestAnswer = z.object({ delivery_id: id, attempt }).meta({ id: 'WebhookTest' });

export const onlineRequest = z
  .strictObject({
    held: z.enum(['release', 'discard']).default('release').meta({
      description: 'What becomes of the deliveries that were held: sent, oldest first, or discarded.',
    }),
  })
  .default({ held: 'release' });

export const onlineAnswer = z
  .object({ webhook, job: job.nullable().meta({ description: 'Null where nothing was held.' }) })
  .meta({ id: 'WebhookOnline' });

export const retryFailedRequest = z.strictObject({
  from: instantInput.meta({ description: 'Deliveries created at or after.' }),
  to: instantInput.optional().meta({ description: 'Deliveries created before. Absent: now.' }),
});

export type RotateSecretRequest = z.input<typeof rotateSecretRequest>;
export type WebhookTestRequest = z.input<typeof webhookTestRequest>;
export type WebhookTestAnswer = z.output<typeof webhookTestAnswer>;
export type OnlineRequest = z.input<typeof onlineRequest>;
export type OnlineAnswer = z.output<typeof onlineAnswer>;
export type RetryFailedRequest = z.input<typeof retryFailedRequest>;
