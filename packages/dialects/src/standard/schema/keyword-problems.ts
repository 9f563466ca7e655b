import type { Issue } from '../../dialect.ts';
import { formatNames } from './formats.ts';
import { type PathStep, pathText } from './json-path.ts';
import { contentOfKeyword } from './keywords.ts';
import { judged } from './pattern.ts';
import { referenceProblem, type Targets, targetsIn } from './references.ts';
import { isObject, type SchemaObject, type Subschema, subschemasOf } from './subschemas.ts';

/** What generating code takes grows with these, and faster than they do. */
export const subschemasMax = 500;
export const patternsMax = 100;
/** Instructions of all compiled patterns: what counted repetition such as `{1,400}` swells. */
export const patternSizeMax = 5_000;

const root = 'schema';
const anchorGrammar = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** What Belfry asks beyond the grammar of JSON Schema: known keywords, local references, harmless patterns. */
export function keywordProblems(dataSchema: SchemaObject): readonly Issue[] {
  const subschemas = subschemasOf(dataSchema);
  if (subschemas.length > subschemasMax) {
    return issueOf([], `Holds at most ${subschemasMax} schemas within each other and side by side.`);
  }
  const targets = targetsIn(subschemas);
  return [
    ...subschemas.flatMap(({ path, schema }) =>
      typeof schema === 'boolean'
        ? []
        : Object.entries(schema).flatMap(([keyword, value]) =>
            issueOf([...path, keyword], problemOf(keyword, value, path.length === 0, targets)),
          ),
    ),
    ...targets.anchorsTwice.flatMap((path) => issueOf(path, 'The anchor is defined twice.')),
    ...patternProblems(subschemas),
  ];
}

function issueOf(path: readonly PathStep[], message: string | null): readonly Issue[] {
  return message === null ? [] : [{ path: pathText(root, path), message }];
}

function problemOf(keyword: string, value: unknown, isRoot: boolean, targets: Targets): string | null {
  if (contentOfKeyword(keyword) === undefined) {
    return `Unknown keyword ${JSON.stringify(keyword)}. Annotations of your own begin with "x-".`;
  }
  switch (keyword) {
    case '$id':
    case '$schema':
      return isRoot ? null : `Only the outermost schema may have ${keyword}.`;
    case '$ref':
    case '$dynamicRef':
      return referenceProblem(value, targets);
    case '$anchor':
    case '$dynamicAnchor':
      return anchorGrammar.test(String(value)) ? null : 'Expected letters, digits, "_" and "-".';
    case 'enum':
      return Array.isArray(value) && value.length === 0 ? 'Expected at least one value.' : null;
    case 'format':
      return formatNames.includes(String(value))
        ? null
        : `Unknown format. Known are ${formatNames.join(', ')}.`;
    default:
      return null;
  }
}

/** Up to the first that is refused: judging a pattern that is too large takes its time. */
function patternProblems(subschemas: readonly Subschema[]): readonly Issue[] {
  const patterns = subschemas.flatMap(({ path, schema }) => patternsOf(schema, path));
  if (patterns.length > patternsMax) return issueOf([], `Holds at most ${patternsMax} patterns.`);
  let size = 0;
  for (const { path, pattern } of patterns) {
    const judgement = judged(pattern);
    if (!judgement.fit) return issueOf(path, judgement.problem);
    size += judgement.size;
    if (size > patternSizeMax) return issueOf(path, tooLarge);
  }
  return [];
}

const tooLarge = 'The patterns are too large together: shorten counted repetitions such as {1,400}.';

interface PlacedPattern {
  readonly path: readonly PathStep[];
  readonly pattern: string;
}

function patternsOf(schema: SchemaObject | boolean, path: readonly PathStep[]): readonly PlacedPattern[] {
  if (typeof schema === 'boolean') return [];
  const { pattern, patternProperties } = schema;
  const names = isObject(patternProperties) ? Object.keys(patternProperties) : [];
  return [
    ...(typeof pattern === 'string' ? [{ path: [...path, 'pattern'], pattern }] : []),
    ...names.map((name) => ({ path: [...path, 'patternProperties', name], pattern: name })),
  ];
}
