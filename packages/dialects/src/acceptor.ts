import type * as z from 'zod';

/** True: the schema takes the value as it is. False: it may or may not; the schema itself knows, and says why. */
export type Acceptor = (value: unknown) => boolean;

/**
 * A cheap first look at a value in front of its schema: where it answers true, `safeParse` would succeed and answer
 * an equal value. It makes no copies and no issues, which is most of what parsing costs, and nearly every event is
 * valid. A part of the schema that is not known here is asked itself.
 */
export function acceptorOf(schema: z.core.$ZodType): Acceptor {
  // The definition of every kind of schema that zod has, told apart by `type`.
  const def = (schema as z.core.$ZodTypes)._zod.def;
  const known = acceptorOfDefinition(def);
  if (known !== null) return known;
  return (value) => {
    const result = schema['~standard'].validate(value);
    return !(result instanceof Promise) && result.issues === undefined;
  };
}

/** Null for a definition that is not known here. */
function acceptorOfDefinition(def: z.core.$ZodTypes['_zod']['def']): Acceptor | null {
  switch (def.type) {
    case 'unknown':
      return () => true;
    case 'null':
      return (value) => value === null;
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'string':
      return textAcceptor(def);
    case 'number':
      return numberAcceptor(def);
    case 'literal':
      return memberOf(def.values);
    case 'enum':
      return memberOf(Object.values(def.entries));
    case 'nullable':
      return nullable(acceptorOf(def.innerType));
    case 'array':
      return (def.checks ?? []).length > 0 ? null : arrayOf(acceptorOf(def.element));
    case 'record':
      return recordAcceptor(def);
    case 'union':
      return 'discriminator' in def
        ? discriminatedUnion(def, String(def.discriminator))
        : unionOf(def.options.map(acceptorOf));
    case 'object':
      return objectAcceptor(def);
    default:
      return null;
  }
}

/** Formats that zod decides by their pattern alone. */
const patternFormats: ReadonlySet<string> = new Set(['guid', 'uuid', 'datetime', 'date', 'email', 'regex']);

function textAcceptor(def: z.core.$ZodStringDef): Acceptor | null {
  const patterns: RegExp[] = [];
  for (const each of [def, ...(def.checks ?? []).map((check) => check._zod.def)]) {
    if (!('check' in each) || each.check === undefined) continue;
    const { format, pattern } = each as Partial<z.core.$ZodCheckStringFormatDef>; // Every string check extends it, or is refused here.
    if (format === undefined || !patternFormats.has(format) || pattern === undefined || pattern.global)
      return null;
    patterns.push(pattern);
  }
  const [only] = patterns;
  if (only === undefined) return (value) => typeof value === 'string';
  if (patterns.length === 1) return (value) => typeof value === 'string' && only.test(value);
  return (value) => typeof value === 'string' && patterns.every((pattern) => pattern.test(value));
}

function numberAcceptor(def: z.core.$ZodNumberDef): Acceptor | null {
  return 'check' in def || (def.checks ?? []).length > 0 ? null : Number.isFinite;
}

function memberOf(values: readonly unknown[]): Acceptor {
  const members = new Set(values);
  return (value) => members.has(value);
}

function nullable(inner: Acceptor): Acceptor {
  return (value) => value === null || inner(value);
}

function arrayOf(element: Acceptor): Acceptor {
  return (value) => {
    if (!Array.isArray(value)) return false;
    // Not `every`, which skips what is missing in a sparse array.
    for (const each of value) if (!element(each)) return false;
    return true;
  };
}

function unionOf(options: readonly Acceptor[]): Acceptor {
  return (value) => options.some((option) => option(value));
}

function discriminatedUnion({ options }: z.core.$ZodUnionDef, discriminator: string): Acceptor {
  const byName = new Map<unknown, Acceptor>();
  for (const option of options) {
    const accepts = acceptorOf(option as z.core.$ZodType); // What may be given here is a schema.
    for (const name of option._zod.propValues?.[discriminator] ?? []) byName.set(name, accepts);
  }
  return (value) => isPlainObject(value) && byName.get(value[discriminator])?.(value) === true;
}

function recordAcceptor(def: z.core.$ZodRecordDef): Acceptor | null {
  // A key's schema that may refuse or change a key is the schema's own business.
  const key = (def.keyType as z.core.$ZodTypes)._zod.def; // As above.
  if (key.type !== 'string' || 'check' in key || (key.checks ?? []).length > 0) return null;
  const accepts = acceptorOf(def.valueType as z.core.$ZodType); // What may be given here is a schema.
  return (value) => isPlainObject(value) && Object.values(value).every(accepts);
}

/** Only what has the properties of the shape and no others: what becomes of others is the schema's decision. */
function objectAcceptor(def: z.core.$ZodObjectDef): Acceptor | null {
  if ((def.checks ?? []).length > 0) return null;
  const properties = Object.entries(def.shape).map(([name, schema]) => propertyOf(name, schema));
  return (value) =>
    isPlainObject(value) && Object.keys(value).length === acceptedProperties(value, properties);
}

/** How many of the properties the object has; -1 where one is missing that must be there, or is not accepted. */
function acceptedProperties(
  value: Readonly<Record<string, unknown>>,
  properties: readonly Property[],
): number {
  let known = 0;
  for (const { name, optional, accepts } of properties) {
    const property = value[name];
    if (property !== undefined) {
      if (!accepts(property)) return -1;
      known++;
    } else if (!optional) return -1;
  }
  return known;
}

interface Property {
  readonly name: string;
  readonly optional: boolean;
  readonly accepts: Acceptor;
}

function propertyOf(name: string, schema: z.core.$ZodType): Property {
  const def = (schema as z.core.$ZodTypes)._zod.def; // As above.
  return def.type === 'optional'
    ? { name, optional: true, accepts: acceptorOf(def.innerType) }
    : { name, optional: false, accepts: acceptorOf(schema) };
}

/** As JSON.parse makes them, so that a property that is not an object's own is not taken for one. */
function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
