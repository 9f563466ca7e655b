/** What the value of a keyword holds: one schema, a list of them, schemas by name, or no schema. */
export type KeywordContent = 'schema' | 'list' | 'map' | 'none';

/** Every keyword of JSON Schema, draft 2020-12, that an event type's schema may use. */
const keywords: ReadonlyMap<string, KeywordContent> = new Map([
  ...withContent('schema', [
    'additionalProperties',
    'contains',
    'contentSchema',
    'else',
    'if',
    'items',
    'not',
    'propertyNames',
    'then',
    'unevaluatedItems',
    'unevaluatedProperties',
  ]),
  ...withContent('list', ['allOf', 'anyOf', 'oneOf', 'prefixItems']),
  ...withContent('map', ['$defs', 'definitions', 'dependentSchemas', 'patternProperties', 'properties']),
  ...withContent('none', [
    '$anchor',
    '$comment',
    '$dynamicAnchor',
    '$dynamicRef',
    '$id',
    '$ref',
    '$schema',
    'const',
    'contentEncoding',
    'contentMediaType',
    'default',
    'dependentRequired',
    'deprecated',
    'description',
    'enum',
    'examples',
    'exclusiveMaximum',
    'exclusiveMinimum',
    'format',
    'maxContains',
    'maxItems',
    'maxLength',
    'maxProperties',
    'maximum',
    'minContains',
    'minItems',
    'minLength',
    'minProperties',
    'minimum',
    'multipleOf',
    'pattern',
    'readOnly',
    'required',
    'title',
    'type',
    'uniqueItems',
    'writeOnly',
  ]),
]);

/** Undefined for what is no keyword. Names that begin with "x-" are free for annotations. */
export function contentOfKeyword(name: string): KeywordContent | undefined {
  return keywords.get(name) ?? (name.startsWith('x-') ? 'none' : undefined);
}

function withContent(
  content: KeywordContent,
  names: readonly string[],
): readonly (readonly [string, KeywordContent])[] {
  return names.map((name) => [name, content]);
}
