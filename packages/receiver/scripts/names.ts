import type { ObjectShape, Property, Shape } from './shapes.ts';

/** What the body of one event type holds, beside the event's name. */
export interface Body {
  /** "Check.Approved". */
  readonly type: string;
  /** "Check". */
  readonly group: string;
  /** Undefined in a contract without contexts. */
  readonly context: Shape | undefined;
  /** The property that holds the object, or all properties where they stand at the top level. */
  readonly entity: readonly Property[];
}

/** The properties by which the members of a union are told apart. */
const tagKeys: ReadonlySet<string> = new Set(['type', 'vendor', 'name', 'model']);

/**
 * Names every object that the bodies hold, once each: an entity by its group ("DocumentOrder"), what is inside by
 * the name of its owner and its property ("CaseRisk"), the parts of a context by "Context". Throws where two
 * different objects would get one name: choose one in the contract's table.
 */
export function nameObjects(
  bodies: readonly Body[],
  chosenNames: Readonly<Record<string, string>>,
): ReadonlyMap<ObjectShape, string> {
  const naming = new Naming(chosenNames);
  // The entities first: a company inside a case is a Company, not a CaseCompany.
  for (const { type, group, entity } of bodies) {
    const name = chosenNames[group] ?? group;
    for (const { shape } of entity)
      naming.name(shape, `${type.toLowerCase().endsWith('.deleted') ? 'Deleted' : ''}#${name}`);
  }
  for (const { entity } of bodies) for (const { shape } of entity) naming.nameInside(shape);
  for (const { context } of bodies) if (context !== undefined) naming.nameContext(context);
  return naming.names;
}

class Naming {
  readonly names = new Map<ObjectShape, string>();
  readonly #taken = new Set<string>();
  readonly #chosenNames: Readonly<Record<string, string>>;

  constructor(chosenNames: Readonly<Record<string, string>>) {
    this.#chosenNames = chosenNames;
  }

  nameContext(shape: Shape): void {
    const [context] = objectsIn(shape);
    if (context === undefined) throw new Error('A context is an object.');
    const parts = context.properties.filter(({ shape: part }) => objectsIn(part).length > 0);
    const added = parts.filter(({ key }) => key !== 'workspace').map(({ key }) => pascal(key));
    this.name(context, added.length === 0 ? 'Context' : `ContextWith${added.join('')}`);
    for (const { key, shape: part } of parts) {
      this.name(part, `Context${pascal(key)}`);
      this.nameInside(part);
    }
  }

  /** Names the objects that a property may hold; of several, each by its kind as well. */
  name(shape: Shape, pattern: string): void {
    const objects = objectsIn(shape);
    for (const object of objects) {
      this.#take(object, pattern.replace('#', objects.length > 1 ? kindOf(object) : ''));
    }
  }

  /** Names what is inside the objects, to any depth. */
  nameInside(shape: Shape): void {
    for (const object of objectsIn(shape)) {
      // "AmlCheckHit", not "AmlCheckDataHit".
      const owner = (this.names.get(object) ?? '').replace(/Data$/, '');
      for (const { key, shape: inner } of object.properties) {
        if (objectsIn(inner).every((each) => this.names.has(each))) continue;
        const one = isList(inner) ? singular(key) : key;
        const chosen = this.#chosenNames[`${owner}.${key}`] ?? this.#chosenNames[`*.${key}`];
        this.name(inner, chosen ?? `${owner}#${pascal(one)}`);
        this.nameInside(inner);
      }
    }
  }

  #take(shape: ObjectShape, name: string): void {
    if (this.names.has(shape)) return;
    if (this.#taken.has(name)) throw new Error(`Two different objects would be named ${name}.`);
    this.#taken.add(name);
    this.names.set(shape, name);
  }
}

/** The objects of a property: itself, its items, its values, the members of its union. */
export function objectsIn(shape: Shape): readonly ObjectShape[] {
  switch (shape.kind) {
    case 'text':
      return [];
    case 'array':
      return objectsIn(shape.items);
    case 'record':
      return objectsIn(shape.values);
    case 'union':
      return shape.members.flatMap(objectsIn);
    case 'object':
      return [shape];
  }
}

/** "Aml" for a member of a union with `type: 'aml'`; nothing where it stands for several kinds. */
function kindOf(object: ObjectShape): string {
  const tag = object.properties.find(({ key }) => tagKeys.has(key))?.shape;
  return tag?.kind === 'text' && tag.text.startsWith("'") ? pascal(tag.text.slice(1, -1)) : '';
}

function isList(shape: Shape): boolean {
  return shape.kind === 'array' || (shape.kind === 'union' && shape.members.some(isList));
}

function singular(key: string): string {
  return key.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '');
}

/** "document_order" and "noteComment" to "DocumentOrder" and "NoteComment". */
export function pascal(key: string): string {
  return key
    .split(/[_.-]/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}
