import { _, type ErrorObject, type KeywordCxt } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { formats } from './formats.ts';
import { createMeter } from './meter.ts';
import { type Pattern, patternOf } from './pattern.ts';
import { changed, type SchemaObject } from './subschemas.ts';
import { stepsOf, type Weight, weightOf } from './weight.ts';

/** What a value broke, as ajv says it; none where it passes. Throws WorkExceeded beyond `steps`. */
export type CompiledSchema = (value: unknown, steps: number) => readonly ErrorObject[];

/** Beyond this a list of errors is not worth its memory. */
const errorsMax = 10_000;

/** No keyword that a schema may use has this name. */
const workKeyword = 'belfryWork';

/**
 * Compiles a schema without `$id` and `$schema`. Every schema within it charges a meter before it is evaluated, and
 * so does every pattern: references that lead to each other, or a pattern in a long text, then end in WorkExceeded
 * and not in a server that stands still. `everyError` false stops at the first error.
 *
 * An Ajv for each schema: one that is shared keeps something of all that it ever compiled.
 */
export function compiledSchema(schema: SchemaObject, everyError: boolean): CompiledSchema {
  const meter = createMeter();
  const ajv = new Ajv2020({
    allErrors: everyError,
    code: { optimize: false, regExp: meteredExpressions(meter.charge) },
    formats,
    inlineRefs: false,
    logger: false,
    meta: false,
    ownProperties: true,
    strict: false,
    validateSchema: false,
  });
  const charge = (weight: Weight, value: unknown, errors: number): void => {
    meter.charge(errors > errorsMax ? Number.POSITIVE_INFINITY : stepsOf(weight, value));
  };
  ajv.addKeyword({
    keyword: workKeyword,
    before: '$ref',
    code: ({ gen, data, schema: weight }: KeywordCxt) => {
      const charged = gen.scopeValue('func', { ref: charge });
      const weighed = gen.scopeValue('obj', { ref: weight });
      gen.code(_`${charged}(${weighed}, ${data}, errors)`);
    },
  });
  const validate = ajv.compile(withWeights(schema));
  return (value, steps) => {
    meter.reset(steps);
    if (validate(value)) return [];
    const errors = validate.errors ?? [];
    // The validator lives on, and would keep the values that its last errors refer to.
    validate.errors = null;
    return errors;
  };
}

function withWeights(schema: SchemaObject): SchemaObject {
  const weighed = changed(schema, (inner) => ({ ...inner, [workKeyword]: weightOf(inner) }));
  // A schema that is an object stays one.
  return weighed as SchemaObject;
}

/** The regular expressions that generated code makes and uses; its own flag for Unicode is implied. */
function meteredExpressions(charge: (steps: number) => void) {
  const expression = (source: string) => {
    const pattern: Pattern = patternOf(source);
    return {
      test: (text: string): boolean => {
        charge(1 + text.length * pattern.size);
        return pattern.test(text);
      },
      // Generated code tells expressions apart by this.
      toString: (): string => source,
    };
  };
  return Object.assign(expression, { code: 'patternOf' });
}
