import { Buffer } from 'node:buffer';
import type { EventTypeDefinition, Issue } from '../dialect.ts';
import { textOf } from '../json-text.ts';
import { exampleDefault } from './catalogue.ts';
import { dataCheckOf } from './schema/data-check.ts';
import { dataSchemaProblems } from './schema/problems.ts';
import { typeNameProblem } from './type-name.ts';

export const groupLengthMax = 100;
export const descriptionLengthMax = 2_000;
export const deprecationLengthMax = 2_000;
export const exampleBytesMax = 64 * 1024;

const controlCharacter = /\p{Cc}/u;
const controlCharacterInProse = /[^\P{Cc}\n\t]/u;

/**
 * What is wrong with an event type as a workspace defines it; empty where it is fit. Paths begin with the names of
 * the management API: `name`, `group`, `description`, `deprecation`, `schema`, `example`.
 */
export function definitionProblems(definition: EventTypeDefinition): readonly Issue[] {
  const nameProblem = typeNameProblem(definition.type);
  const schema = dataSchemaProblems(definition.dataSchema);
  return [
    ...(nameProblem === null ? [] : [{ path: 'name', message: nameProblem }]),
    ...textProblems('group', definition.group, groupLengthMax, controlCharacter),
    ...textProblems('description', definition.description, descriptionLengthMax, controlCharacterInProse),
    ...deprecationProblems(definition.deprecation),
    ...schema,
    ...(schema.length > 0 ? [] : exampleProblems(definition)),
  ];
}

function textProblems(path: string, text: string, lengthMax: number, forbidden: RegExp): readonly Issue[] {
  if (text.length > lengthMax) return [{ path, message: `Has at most ${lengthMax} characters.` }];
  if (!text.isWellFormed()) return [{ path, message: 'Holds half of a surrogate pair.' }];
  return forbidden.test(text) ? [{ path, message: 'Holds a control character.' }] : [];
}

function deprecationProblems(deprecation: string | null): readonly Issue[] {
  if (deprecation === null) return [];
  if (deprecation.trim() === '') {
    return [{ path: 'deprecation', message: 'Says what to use instead; null where the type is current.' }];
  }
  return textProblems('deprecation', deprecation, deprecationLengthMax, controlCharacterInProse);
}

/** A test sends the example, so that there must be one that passes. */
function exampleProblems({ example, dataSchema }: EventTypeDefinition): readonly Issue[] {
  const path = 'example';
  const data = example === undefined ? exampleDefault : example;
  const text = textOf(data, path);
  if (!text.ok) return [text.issue];
  if (Buffer.byteLength(text.text) > exampleBytesMax) {
    return [{ path, message: `Has at most ${exampleBytesMax} bytes as JSON.` }];
  }
  const issues = dataCheckOf(dataSchema)(data, text.text.length, path);
  if (example !== undefined || issues.length === 0) return issues;
  return [{ path, message: 'Is required. A test sends it, and {} does not pass the schema.' }];
}
