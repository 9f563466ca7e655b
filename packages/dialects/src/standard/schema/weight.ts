import { contentOfKeyword } from './keywords.ts';
import { isObject, type SchemaObject } from './subschemas.ts';

/** What one evaluation of a schema costs, the schemas within it aside: each of those is charged for itself. */
export interface Weight {
  /** Steps, whatever the value. */
  readonly fixed: number;
  /** Whether every property of an object is looked at, those that the schema does not name included. */
  readonly everyProperty: boolean;
  /** Whether every item of a list may be compared with every other. */
  readonly everyPair: boolean;
}

const keywordsOfEveryProperty = [
  'additionalProperties',
  'maxProperties',
  'minProperties',
  'patternProperties',
  'propertyNames',
  'unevaluatedProperties',
];

const scalarTypes: ReadonlySet<unknown> = new Set(['boolean', 'integer', 'null', 'number', 'string']);

export function weightOf(schema: SchemaObject): Weight {
  return {
    fixed: Object.entries(schema).reduce((sum, [keyword, value]) => sum + keywordWeight(keyword, value), 1),
    everyProperty: keywordsOfEveryProperty.some((keyword) => Object.hasOwn(schema, keyword)),
    everyPair: schema['uniqueItems'] === true && !hasScalarItems(schema['items']),
  };
}

/** n items make n²/2 pairs, and to compare a pair is about half of a step. */
const squaresPerStep = 4;

export function stepsOf({ fixed, everyProperty, everyPair }: Weight, value: unknown): number {
  if (Array.isArray(value)) {
    const items = value.length;
    return fixed + items + (everyPair ? (items * items) / squaresPerStep : 0);
  }
  return everyProperty && isObject(value) ? fixed + Object.keys(value).length : fixed;
}

function keywordWeight(keyword: string, value: unknown): number {
  const content = contentOfKeyword(keyword);
  if (content === 'none') return valuesIn(value);
  if (content === 'map' && isObject(value)) return Object.keys(value).length;
  return Array.isArray(value) ? value.length : 1;
}

function valuesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, inner: unknown) => sum + valuesIn(inner), 1);
}

/** Lists of these are searched for equal items in one pass. */
function hasScalarItems(items: unknown): boolean {
  return isObject(items) && scalarTypes.has(items['type']);
}
