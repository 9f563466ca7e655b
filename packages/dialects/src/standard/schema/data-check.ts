import type { Issue } from '../../dialect.ts';
import { type CompiledSchema, compiledSchema } from './compiled-schema.ts';
import { issuesOf } from './issues.ts';
import { WorkExceeded } from './meter.ts';
import { createRecent } from './recent.ts';
import type { SchemaObject } from './subschemas.ts';

/** What is wrong with a value whose JSON text is that long; `path` is that of the value. Never throws. */
export type DataCheck = (value: unknown, textLength: number, path: string) => readonly Issue[];

/** Checking a value takes at most so many steps, and so many more for each character of its JSON text. */
const stepsMin = 50_000;
const stepsPerCharacter = 32;

/** By the schema's text, so that a schema which is read again is not compiled again. Most take about 20 KiB. */
const checks = createRecent<DataCheck>(2_048);

const acceptsAll: DataCheck = () => [];

/**
 * Null takes every value. Throws where the schema does not pass `dataSchemaProblems`. `text` is the schema's own; who
 * asks at every event keeps it, and not the check, so that no more checks are held than are used.
 */
export function dataCheckOf(
  dataSchema: SchemaObject | null,
  text: string = JSON.stringify(dataSchema),
): DataCheck {
  return dataSchema === null ? acceptsAll : checks.get(text, () => compiled(dataSchema));
}

/** Nearly every event passes: only one that does not is checked again for all that is wrong with it. */
function compiled(dataSchema: SchemaObject): DataCheck {
  const { $id: _id, $schema: _draft, ...schema } = dataSchema;
  const first = compiledSchema(schema, false);
  let every: CompiledSchema | undefined;
  return (value, textLength, path) => {
    const steps = stepsMin + stepsPerCharacter * textLength;
    const broken = attempted(() => first(value, steps));
    if (broken === null) return [{ path, message: 'Takes too much work to check against the schema.' }];
    if (broken.length === 0) return [];
    every ??= compiledSchema(schema, true);
    const check = every;
    return issuesOf(attempted(() => check(value, steps)) ?? broken, value, path);
  };
}

/** Null where the check was broken off: too many steps, or references nested deeper than the stack. */
function attempted<T>(check: () => T): T | null {
  try {
    return check();
  } catch (error) {
    if (error instanceof WorkExceeded || error instanceof RangeError) return null;
    throw error;
  }
}
