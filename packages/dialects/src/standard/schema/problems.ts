import { Buffer } from 'node:buffer';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Issue } from '../../dialect.ts';
import { textOf } from '../../json-text.ts';
import { dataCheckOf } from './data-check.ts';
import { issuesMax, issuesOf } from './issues.ts';
import { keywordProblems } from './keyword-problems.ts';
import type { SchemaObject } from './subschemas.ts';

export const dataSchemaBytesMax = 64 * 1024;
/** Objects and lists within each other, in the schema's JSON. */
export const dataSchemaNestingMax = 64;

const root = 'schema';
const metaSchema = new Ajv2020({ allErrors: true, logger: false, strict: false, validateFormats: false });

/**
 * What is wrong with a schema for an event type's data; empty where it is fit. It is JSON Schema, draft 2020-12,
 * and complete in itself. Each look is only worth taking where those before it found nothing.
 */
export function dataSchemaProblems(dataSchema: SchemaObject | null): readonly Issue[] {
  if (dataSchema === null) return [];
  const looks = [sizeProblems, grammarProblems, keywordProblems, compilationProblems];
  for (const look of looks) {
    const issues = look(dataSchema);
    if (issues.length > 0) return issues.slice(0, issuesMax);
  }
  return [];
}

function sizeProblems(dataSchema: SchemaObject): readonly Issue[] {
  const written = textOf(dataSchema, root);
  if (!written.ok) return [written.issue];
  if (Buffer.byteLength(written.text) > dataSchemaBytesMax) {
    return [{ path: root, message: `Has at most ${dataSchemaBytesMax} bytes as JSON.` }];
  }
  if (!nestsWithin(dataSchema, dataSchemaNestingMax)) {
    return [{ path: root, message: `Is nested at most ${dataSchemaNestingMax} levels deep.` }];
  }
  return [];
}

function nestsWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => nestsWithin(inner, levels - 1));
}

/** A schema of another draft is told so before it is judged by this one. */
function grammarProblems(dataSchema: SchemaObject): readonly Issue[] {
  const { $schema: draft, ...schema } = dataSchema;
  if (draft !== undefined && !isDraft202012(draft)) {
    const message = 'Expected "https://json-schema.org/draft/2020-12/schema", or no $schema.';
    return [{ path: `${root}.$schema`, message }];
  }
  if (metaSchema.validateSchema(schema) === true) return [];
  return issuesOf(metaSchema.errors ?? [], schema, root);
}

function isDraft202012(draft: unknown): boolean {
  return (
    typeof draft === 'string' && draft.replace(/#$/, '') === 'https://json-schema.org/draft/2020-12/schema'
  );
}

/** What no look before found: then the generator of the code says what it is. */
function compilationProblems(dataSchema: SchemaObject): readonly Issue[] {
  try {
    dataCheckOf(dataSchema);
    return [];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [{ path: root, message: `Cannot be used: ${message}.` }];
  }
}
