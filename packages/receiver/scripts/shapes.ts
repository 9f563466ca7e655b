/**
 * A JSON Schema as the TypeScript type that its values have. Objects are interned: two schemas that describe the
 * same properties are one `ObjectShape`, so that a type which many events carry is written once.
 */
export type Shape =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'array'; readonly items: Shape }
  | { readonly kind: 'record'; readonly values: Shape }
  | { readonly kind: 'union'; readonly members: readonly Shape[] }
  | ObjectShape;

export interface ObjectShape {
  readonly kind: 'object';
  /** The type written out in full without any name: equal texts, equal types. */
  readonly text: string;
  readonly properties: readonly Property[];
}

export interface Property {
  readonly key: string;
  readonly optional: boolean;
  readonly shape: Shape;
}

type Schema = Readonly<Record<string, unknown>>;

/** Reads schemas; objects of all of them are interned together. Throws for a keyword that it cannot express. */
export function shapeReader(): (schema: Schema) => Shape {
  const interned = new Map<string, ObjectShape>();
  return (schema) => {
    const intern = (shape: ObjectShape): ObjectShape => {
      const known = interned.get(shape.text) ?? shape;
      interned.set(shape.text, known);
      return known;
    };
    return new SchemaReading(schema, intern).shapeOf(schema);
  };
}

/** One schema document: `$ref` points into it. */
class SchemaReading {
  readonly #root: Schema;
  readonly #intern: (shape: ObjectShape) => ObjectShape;

  constructor(root: Schema, intern: (shape: ObjectShape) => ObjectShape) {
    this.#root = root;
    this.#intern = intern;
  }

  shapeOf(value: unknown): Shape {
    if (value === true) return text('unknown');
    const schema = asSchema(value);
    if (typeof schema['$ref'] === 'string') return this.shapeOf(this.#target(schema['$ref']));
    if ('const' in schema) return text(literal(schema['const']));
    if (Array.isArray(schema['enum'])) return union(schema['enum'].map((each) => text(literal(each))));
    const members = schema['anyOf'] ?? schema['oneOf'];
    if (Array.isArray(members)) return union(members.map((member) => this.shapeOf(member)));
    const { type } = schema;
    if (Array.isArray(type)) return union(type.map((each) => this.#typed(schema, each)));
    return this.#typed(schema, type);
  }

  #typed(schema: Schema, type: unknown): Shape {
    switch (type) {
      case 'string':
      case 'boolean':
      case 'null':
        return text(type);
      case 'number':
      case 'integer':
        return text('number');
      case 'array':
        return { kind: 'array', items: this.shapeOf(schema['items'] ?? true) };
      case 'object':
        return this.#object(schema);
      case undefined:
        if (Object.keys(schema).every((key) => key === 'description' || key === '$schema'))
          return text('unknown');
    }
    throw new Error(`No TypeScript type for the schema ${JSON.stringify(schema)}`);
  }

  #object(schema: Schema): Shape {
    if (schema['properties'] === undefined) {
      return { kind: 'record', values: this.shapeOf(schema['additionalProperties'] ?? true) };
    }
    const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
    const properties = Object.entries(asSchema(schema['properties'])).map(([key, value]) => ({
      key,
      optional: !required.has(key),
      shape: this.shapeOf(value),
    }));
    return this.#intern({ kind: 'object', properties, text: objectText(properties, inlineText) });
  }

  #target(reference: string): unknown {
    const steps = reference
      .replace(/^#\/?/, '')
      .split('/')
      .filter((step) => step !== '');
    return steps.reduce<unknown>(
      (at, step) => asSchema(at)[step.replaceAll('~1', '/').replaceAll('~0', '~')],
      this.#root,
    );
  }
}

/** The type as TypeScript text; `nameOf` writes each object: its name, or the object in full. */
export function shapeText(shape: Shape, nameOf: (object: ObjectShape) => string): string {
  switch (shape.kind) {
    case 'text':
      return shape.text;
    case 'array': {
      const items = shapeText(shape.items, nameOf);
      return shape.items.kind === 'union' ? `readonly (${items})[]` : `readonly ${items}[]`;
    }
    case 'record':
      return `Readonly<Record<string, ${shapeText(shape.values, nameOf)}>>`;
    case 'union':
      return shape.members.map((member) => unionMemberText(member, nameOf)).join(' | ');
    case 'object':
      return nameOf(shape);
  }
}

export function objectText(properties: readonly Property[], nameOf: (object: ObjectShape) => string): string {
  const lines = properties.map(
    ({ key, optional, shape }) => `readonly ${key}${optional ? '?' : ''}: ${shapeText(shape, nameOf)};`,
  );
  return `{\n${lines.join('\n')}\n}`;
}

function inlineText(object: ObjectShape): string {
  return object.text;
}

function unionMemberText(member: Shape, nameOf: (object: ObjectShape) => string): string {
  const written = shapeText(member, nameOf);
  return member.kind === 'array' ? `(${written})` : written;
}

/** Nested unions are flattened and repeated members dropped; null comes last. */
function union(members: readonly Shape[]): Shape {
  const flat = members.flatMap((member) => (member.kind === 'union' ? member.members : [member]));
  const byText = new Map(flat.map((member) => [shapeText(member, inlineText), member]));
  if (byText.has('unknown')) return text('unknown');
  const isNull = (shape: Shape): boolean => shape.kind === 'text' && shape.text === 'null';
  const distinct = [...byText.values()].sort((a, b) => Number(isNull(a)) - Number(isNull(b)));
  const [only] = distinct;
  return distinct.length === 1 && only !== undefined ? only : { kind: 'union', members: distinct };
}

function text(written: string): Shape {
  return { kind: 'text', text: written };
}

function literal(value: unknown): string {
  return typeof value === 'string'
    ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
    : JSON.stringify(value);
}

function asSchema(value: unknown): Schema {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new Error(`Not a JSON Schema: ${JSON.stringify(value)}`);
}
