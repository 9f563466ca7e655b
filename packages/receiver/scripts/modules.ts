import type { EventType } from '@belfry/dialects';
import { type Body, nameObjects, objectsIn, pascal } from './names.ts';
import { kebab, placeObjects } from './placement.ts';
import { type ObjectShape, objectText, type Property, type Shape, shapeReader } from './shapes.ts';

/** One event type with its body as TypeScript sees it. */
interface EventBody extends Body {
  readonly eventType: EventType;
  readonly subEvent: Property | undefined;
}

/** TypeScript modules by file name, unformatted. */
export type Modules = ReadonlyMap<string, string>;

const banner =
  '// Written by `npm run generate` from the catalogue of the Dotfile dialect: change it there.\n';

/** Writes the types of every event of a catalogue as one module for each entity, an index and a runtime table. */
export function writeModules(catalogue: readonly EventType[]): Modules {
  const read = shapeReader();
  const bodies = catalogue.map((eventType) => bodyOf(eventType, read(eventType.bodySchema)));
  const names = nameObjects(bodies);
  const places = placeObjects(bodies, names);
  const nameOf = (object: ObjectShape): string => names.get(object) ?? object.text;
  const files = new Map<string, string[]>();
  const add = (module: string, text: string): void =>
    void files.set(module, [...(files.get(module) ?? []), text]);

  const groups = Map.groupBy(bodies, ({ group }) => group);
  for (const [group, events] of groups) {
    add(kebab(group), `export type ${group}Event = ${events.map(eventName).join(' | ')};`);
    for (const event of events) add(kebab(group), eventText(event, nameOf));
    for (const kinds of kindsOf(events))
      add(kebab(group), `export type ${group} = ${kinds.map(nameOf).join(' | ')};`);
  }
  for (const [object, name] of names) {
    add(places.get(object) ?? 'parts', `export interface ${name} ${objectText(object.properties, nameOf)}`);
  }
  const homes = homesOf(names, places);
  const modules = [...files].map(([module, texts]) => [module, withImports(module, texts, homes)] as const);
  return new Map([
    ...modules,
    ['index', indexText([...groups.keys()], [...files.keys()])],
    ['catalogue', tableText(bodies)],
  ]);
}

function bodyOf(eventType: EventType, body: Shape): EventBody {
  if (body.kind !== 'object') throw new Error(`The body of ${eventType.type} is not an object.`);
  const { properties } = body;
  const context = properties.find(({ key }) => key === 'context');
  if (context === undefined) throw new Error(`The body of ${eventType.type} has no context.`);
  return {
    eventType,
    type: eventType.type,
    group: eventType.group,
    context: context.shape,
    subEvent: properties.find(({ key }) => key === 'sub_event'),
    entity: properties.filter(({ key }) => !['event', 'sub_event', 'context'].includes(key)),
  };
}

function eventName({ type }: Body): string {
  return `${pascal(type)}Event`;
}

function eventText(event: EventBody, nameOf: (object: ObjectShape) => string): string {
  const { description, deprecation } = event.eventType;
  const comment =
    deprecation === null
      ? `/** ${description} */`
      : `/**\n * ${description}\n * @deprecated ${deprecation}\n */`;
  const properties: readonly Property[] = [
    { key: 'event', optional: false, shape: { kind: 'text', text: `'${event.type}'` } },
    ...(event.subEvent === undefined ? [] : [event.subEvent]),
    { key: 'context', optional: false, shape: event.context },
    ...event.entity.map((property) => withAlias(property, event.group)),
  ];
  return `${comment}\nexport interface ${eventName(event)} ${objectText(properties, nameOf)}`;
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
  return `${banner}${imports.join('')}\n${text}\n`;
}

function indexText(groups: readonly string[], modules: readonly string[]): string {
  const imports = groups
    .map((group) => `import type { ${group}Event } from './${kebab(group)}.ts';\n`)
    .sort();
  const exports = [...modules].sort().map((module) => `export type * from './${module}.ts';\n`);
  const union = groups.map((group) => `${group}Event`).join(' | ');
  return `${banner}${imports.join('')}\n${exports.join('')}\n/** Every event of the Dotfile contract, told apart by \`event\`. */\nexport type DotfileEvent = ${union};\n`;
}

function tableText(bodies: readonly Body[]): string {
  const rows = bodies.map(({ type, entity }) => {
    const [property] = entity;
    return `'${type}': ${entity.length === 1 && property !== undefined ? `'${property.key}'` : 'null'},`;
  });
  return `${banner}
/** Which property of an event's body holds its object; null where the object's fields are the body's own. */
export const entityKeys = {\n${rows.join('\n')}\n} as const;

/** The value of \`event\` in a body. */
export type DotfileEventName = keyof typeof entityKeys;
`;
}
