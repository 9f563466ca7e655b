import { providers, scenarioResults } from '@belfry/dialects/compilot';
import { z } from 'zod';
import { textOf, uuid } from '../../text-input.ts';
import { oneOf, word } from './scalars.ts';

const itemsMax = 100;
const objectIdLengthMax = 200;
const reasonLengthMax = 2000;

/** A JSON object of which the contract says no more. */
const anyObject = z.record(z.string(), z.unknown(), { error: 'Expected an object.' });

function listOf<Item extends z.ZodType>(item: Item) {
  return z.array(item, { error: 'Expected a list.' }).max(itemsMax, { error: `At most ${itemsMax} items.` });
}

const objectResult = z.strictObject({
  objectId: textOf(1, objectIdLengthMax),
  result: z.strictObject({
    is_valid: z.boolean({ error: 'Expected true or false.' }),
    reasons: listOf(textOf(0, reasonLengthMax)),
  }),
});

const shape = {
  customerId: uuid,
  /** The caller's own; reported once. */
  executionId: word.optional(),
  address: word.nullable().optional(),
};

/** Without `scenarios` the scenario of the path was executed alone, and nothing is said of objects. */
export const scenarioExecutionCreate = z.strictObject({
  ...shape,
  result: oneOf(scenarioResults),
  scenarios: listOf(z.strictObject({ scenarioId: word, result: listOf(objectResult) })).optional(),
  data: listOf(anyObject).optional(),
});

export const flowExecutionCreate = z.strictObject({
  ...shape,
  result: listOf(
    z.strictObject({
      type: oneOf(providers),
      data: z.union([anyObject, z.array(z.unknown())], { error: 'Expected an object or a list.' }),
    }),
  ),
});

export type ScenarioExecutionCreate = z.infer<typeof scenarioExecutionCreate>;
export type FlowExecutionCreate = z.infer<typeof flowExecutionCreate>;
