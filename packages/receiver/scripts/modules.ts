import type { EventType } from '@belfry/dialects';
import type { Contract } from './contracts.ts';
import { type Body, nameObjects, objectsIn, pascal } from './names.ts';
import { kebab, placeObjects } from './placement.ts';
import { type ObjectShape, objectText, type Property, type Shape, shapeReader } from './shapes.ts';

/** One event type with its body as TypeScript sees it. */
interface EventBody extends Body {
  readonly eventType: EventType;
  /** All of the body, in the order of its schema. */
  readonly properties: readonly Property[];
}

/** TypeScript modules by file name, unformatted. */
export type Modules = ReadonlyMap<string, string>;

/** Writes the types of every event of a contract as one module for each entity, an index and a runtime table. */
export function writeModules(contract: Contract): Modules {
  const read = shapeReader();
  const bodies = contract.catalogue.map((eventType) =>
    bodyOf(contract, eventType, read(eventType.bodySchema)),
  );
  const names = nameObjects(bodies, contract.chosenNames);
  const places = placeObjects(bodies, names);
  const nameOf = (object: ObjectShape): string => names.get(object) ?? object.text;
  const files = new Map<string, string[]>();
  const add = (module: string, text: string): void =>
    void files.set(module, [...(files.get(module) ?? []), text]);

  const groups = Map.groupBy(bodies, ({ group }) => group);
  for (const [group, events] of groups) {
    add(kebab(group), `export type ${group}Event = ${events.map(eventName).join(' | ')};`);
    for (const event of events) add(kebab(group), eventText(contract, event, nameOf));
    for (const kinds of kindsOf(events))
      add(kebab(group), `export type ${group} = ${kinds.map(nameOf).join(' | ')};`);
  }
  for (const [object, name] of names) {
    add(places.get(object) ?? 'parts', `export interface ${name} ${objectText(object.properties, nameOf)}`);
  }
  const homes = homesOf(names, places);
  const modules = [...files].map(([module, texts]) => [module, withImports(module, texts, homes)] as const);
  const written = [
    ...modules,
    ['index', indexText(contract, [...groups.keys()], [...files.keys()])] as const,
    ['catalogue', tableText(contract, bodies)] as const,
  ];
  return new Map(written.map(([module, text]) => [module, bannerOf(contract) + text]));
}

function bannerOf({ vendor }: Contract): string {
  return `// Written by \`npm run generate\` from the catalogue of the ${vendor} dialect: change it there.\n`;
}

function bodyOf(contract: Contract, eventType: EventType, body: Shape): EventBody {
  if (body.kind !== 'object') throw new Error(`The body of ${eventType.type} is not an object.`);
  const { properties } = body;
  return {
    eventType,
    type: eventType.type,
    group: contract.entityOf(eventType),
    context: properties.find(({ key }) => key === 'context' && contract.envelope.has(key))?.shape,
    entity: properties.filter(({ key }) => !contract.envelope.has(key)),
    properties,
  };
}

function eventName({ type }: Body): string {
  return `${pascal(type)}Event`;
}

function eventText(contract: Contract, event: EventBody, nameOf: (object: ObjectShape) => string): string {
  const { description, deprecation } = event.eventType;
  const comment =
    deprecation === null
      ? `/** ${description} */`
      : `/**\n * ${description}\n * @deprecated ${deprecation}\n */`;
  const properties = event.properties.map((property) => {
    if (property.key === contract.tag) return tagOf(contract, event);
    return contract.envelope.has(property.key) ? property : withAlias(property, event.group);
  });
  return `${comment}\nexport interface ${eventName(event)} ${objectText(properties, nameOf)}`;
}

function tagOf({ tag }: Contract, { type }: Body): Property {
  return { key: tag, optional: false, shape: { kind: 'text', text: `'${type}'` } };
}

/** An entity of several kinds is written by the name of their union, which is that of the group. */
function withAlias(property: Property, group: string): Property {
  return isKinds(property.shape) ? { ...property, shape: { kind: 'text', text: group } } : property;
}

function kindsOf(events: readonly Body[]): readonly (readonly ObjectShape[])[] {
  const shapes = events.flatMap(({ entity }) => entity.map(({ shape }) => shape)).filter(isKinds);
  return shapes.slice(0, 1).map(objectsIn);
}

function isKinds(shape: Shape): boolean {
  return shape.kind === 'union' && objectsIn(shape).length > 1;
}

/** The module of each exported name of an object's type. */
function homesOf(
  names: ReadonlyMap<ObjectShape, string>,
  places: ReadonlyMap<ObjectShape, string>,
): ReadonlyMap<string, string> {
  return new Map([...names].map(([object, name]) => [name, places.get(object) ?? 'parts']));
}

function withImports(module: string, texts: readonly string[], homes: ReadonlyMap<string, string>): string {
  const text = texts.join('\n\n');
  // Comments and literals hold words too; an import that is not used would fail the type check.
  const code = text.replace(/\/\*\*[\s\S]*?\*\/|'[^']*'/g, '');
  const used = new Set(code.match(/\b[A-Z]\w*/g));
  const imported = [...used].filter((name) => homes.has(name) && homes.get(name) !== module);
  const byModule = Map.groupBy(imported.sort(), (name) => homes.get(name) ?? '');
  const imports = [...byModule.keys()]
    .sort()
    .map((from) => `import type { ${(byModule.get(from) ?? []).join(', ')} } from './${from}.ts';\n`);
  return `${imports.join('')}\n${text}\n`;
}

function indexText(contract: Contract, groups: readonly string[], modules: readonly string[]): string {
  const imports = groups
    .map((group) => `import type { ${group}Event } from './${kebab(group)}.ts';\n`)
    .sort();
  const exports = [...modules].sort().map((module) => `export type * from './${module}.ts';\n`);
  const union = groups.map((group) => `${group}Event`).join(' | ');
  return `${imports.join('')}\n${exports.join('')}
/** Every event of the ${contract.vendor} contract, told apart by \`${contract.tag}\`. */
export type ${contract.name}Event = ${union};
`;
}

function tableText({ name, tag }: Contract, bodies: readonly Body[]): string {
  const rows = bodies.map(({ type, entity }) => {
    const [property] = entity;
    return `'${type}': ${entity.length === 1 && property !== undefined ? `'${property.key}'` : 'null'},`;
  });
  return `
/** Which property of an event's body holds its object; null where the object's fields are the body's own. */
export const entityKeys = {\n${rows.join('\n')}\n} as const;

/** The value of \`${tag}\` in a body. */
export type ${name}EventName = keyof typeof entityKeys;
`;
}
