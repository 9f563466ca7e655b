import type { PathStep } from './json-path.ts';
import { contentOfKeyword } from './keywords.ts';

export type SchemaObject = Readonly<Record<string, unknown>>;

export interface Subschema {
  /** From the whole schema to here. */
  readonly path: readonly PathStep[];
  /** True and false are schemas too. */
  readonly schema: SchemaObject | boolean;
}

/** The schema and every schema within it, from the outside in. Values of `const`, `enum` and the like are none. */
export function subschemasOf(root: SchemaObject): readonly Subschema[] {
  const found: Subschema[] = [{ path: [], schema: root }];
  // The list grows while it is read.
  for (const { path, schema } of found) {
    if (typeof schema === 'boolean') continue;
    for (const [keyword, value] of Object.entries(schema)) {
      for (const [steps, inner] of schemasIn(keyword, value)) {
        if (isSchema(inner)) found.push({ path: [...path, keyword, ...steps], schema: inner });
      }
    }
  }
  return found;
}

/** A copy of the schema in which `change` was applied to every schema object, from the inside out. */
export function changed(schema: unknown, change: (schema: SchemaObject) => SchemaObject): unknown {
  if (!isObject(schema)) return schema;
  const entries = Object.entries(schema).map(([keyword, value]) => [
    keyword,
    changedWithin(keyword, value, change),
  ]);
  return change(Object.fromEntries(entries));
}

function changedWithin(
  keyword: string,
  value: unknown,
  change: (schema: SchemaObject) => SchemaObject,
): unknown {
  switch (contentOfKeyword(keyword)) {
    case 'schema':
      return changed(value, change);
    case 'list':
      return Array.isArray(value) ? value.map((inner) => changed(inner, change)) : value;
    case 'map':
      return isObject(value)
        ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, changed(inner, change)]))
        : value;
    case 'none':
    case undefined:
      return value;
  }
}

function schemasIn(keyword: string, value: unknown): readonly (readonly [readonly PathStep[], unknown])[] {
  switch (contentOfKeyword(keyword)) {
    case 'schema':
      return [[[], value]];
    case 'list':
      return Array.isArray(value) ? value.map((inner: unknown, index) => [[index], inner] as const) : [];
    case 'map':
      return isObject(value) ? Object.entries(value).map(([name, inner]) => [[name], inner] as const) : [];
    case 'none':
    case undefined:
      return [];
  }
}

function isSchema(value: unknown): value is SchemaObject | boolean {
  return typeof value === 'boolean' || isObject(value);
}

export function isObject(value: unknown): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
