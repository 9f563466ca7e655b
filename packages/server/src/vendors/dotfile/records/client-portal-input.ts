import { z } from 'zod';
import { textOf, uuid } from '../../text-input.ts';

const stepKeyLengthMax = 255;
const portalNameLengthMax = 180;

const stepKey = textOf(1, stepKeyLengthMax);

/** Ours: the contact has reached a step that waits. Without a portal it is the one that the case has, or a new one. */
export const waitStepReached = z.strictObject({
  wait_step_key: stepKey,
  client_portal: z
    .strictObject({
      id: uuid,
      name: textOf(1, portalNameLengthMax),
      type: z.enum(['KYB', 'KYC'], { error: 'Expected KYB or KYC.' }),
    })
    .optional(),
});

/** Dotfile's `CompleteClientPortalWaitStepInput`. */
export const waitStepCompletion = z
  .strictObject({ client_portal_id: uuid, wait_step_key: stepKey })
  .partial();

export type WaitStepReached = z.infer<typeof waitStepReached>;
export type WaitStepCompletion = z.infer<typeof waitStepCompletion>;
