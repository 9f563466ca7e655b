import { alertStatuses, severities } from '@belfry/dialects/compilot';
import { z } from 'zod';
import { textOf, uuid } from '../../text-input.ts';
import { type AlertTagName, tagKey } from './alert-record.ts';
import { oneOf, reason, word } from './scalars.ts';

const tagsMax = 50;
const titleLengthMax = 150;
const tagTypeLengthMax = 50;
const tagTypeDefault = 'custom';
const workflowNameLengthMax = 255;
const countMax = 2_147_483_647;
const count = `Expected a whole number from 0 to ${countMax}.`;

const tag = z.strictObject({
  title: textOf(1, titleLengthMax),
  type: textOf(1, tagTypeLengthMax).default(tagTypeDefault),
});

/** Each once, where it first stands. */
const tags = z
  .array(tag, { error: 'Expected a list of tags, each with a title.' })
  .max(tagsMax, { error: `At most ${tagsMax} tags.` })
  .transform((all): readonly AlertTagName[] =>
    [...new Map([...all].reverse().map((each) => [tagKey(each), each])).values()].reverse(),
  );

const shape = {
  severity: oneOf(severities),
  status: oneOf(alertStatuses),
  scenarioAlertCount: z
    .int({ error: count })
    .min(0, { error: count })
    .max(countMax, { error: count })
    .transform((value) => value + 0)
    .nullable(),
  workflowName: textOf(1, workflowNameLengthMax).nullable(),
  workflowId: word.nullable(),
  reason: reason.nullable(),
  tags,
};

/** An alert is about a customer, and stays so. */
export const alertCreate = z
  .strictObject(shape)
  .partial()
  .extend({ customerId: uuid, severity: shape.severity });

/** What is absent stays as it is; `tags` are all tags that the alert then has. */
export const alertUpdate = z.strictObject(shape).partial();

export type AlertCreate = z.infer<typeof alertCreate>;
export type AlertUpdate = z.infer<typeof alertUpdate>;
