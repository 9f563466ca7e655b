import { type Body, objectsIn } from './names.ts';
import type { ObjectShape } from './shapes.ts';

/**
 * Says which module each object's type goes to: an entity to the module of its group, or to one of its own where
 * the group has several kinds or several groups share it; contexts to "context"; what only one module needs to that module; the rest to
 * "parts".
 */
export function placeObjects(
  bodies: readonly Body[],
  names: ReadonlyMap<ObjectShape, string>,
): ReadonlyMap<ObjectShape, string> {
  const modules = new Map([...entityModules(bodies, names), ...contextModules(bodies)]);
  for (const [object, users] of usersOf(modules)) {
    const [only] = users;
    modules.set(object, users.size === 1 && only !== undefined ? only : 'parts');
  }
  return modules;
}

function entityModules(
  bodies: readonly Body[],
  names: ReadonlyMap<ObjectShape, string>,
): readonly (readonly [ObjectShape, string])[] {
  const placed = bodies.flatMap(({ group, entity }) =>
    entity.flatMap(({ shape }) => {
      const kinds = objectsIn(shape);
      return kinds.map((kind) => ({ kind, group, alone: kinds.length === 1 }));
    }),
  );
  return placed.map(({ kind, group, alone }) => {
    const shared = placed.some((other) => other.kind === kind && other.group !== group);
    return [kind, kebab(alone && !shared ? group : (names.get(kind) ?? group))] as const;
  });
}

function contextModules(bodies: readonly Body[]): readonly (readonly [ObjectShape, string])[] {
  const contexts = bodies.flatMap(({ context }) => (context === undefined ? [] : objectsIn(context)));
  return contexts.flatMap((context) =>
    [context, ...objectsOf(context)].map((object) => [object, 'context'] as const),
  );
}

/** For each object without a module of its own, the modules that reach it through others without one. */
function usersOf(modules: ReadonlyMap<ObjectShape, string>): ReadonlyMap<ObjectShape, ReadonlySet<string>> {
  const users = new Map<ObjectShape, Set<string>>();
  const visit = (object: ObjectShape, module: string): void => {
    for (const inner of objectsOf(object)) {
      if (modules.has(inner)) continue;
      users.set(inner, (users.get(inner) ?? new Set()).add(module));
      visit(inner, module);
    }
  };
  for (const [object, module] of modules) visit(object, module);
  return users;
}

/** The objects that an object's properties hold, one level down. */
function objectsOf(object: ObjectShape): readonly ObjectShape[] {
  return object.properties.flatMap(({ shape }) => objectsIn(shape));
}

/** "DocumentOrder" to "document-order". */
export function kebab(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}
