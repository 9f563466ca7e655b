import { type PathStep, pointerOf } from './json-path.ts';
import type { Subschema } from './subschemas.ts';

/** What a reference within a schema may lead to. */
export interface Targets {
  /** JSON Pointers of every schema. */
  readonly pointers: ReadonlySet<string>;
  readonly anchors: ReadonlySet<string>;
  /** Where an anchor stands that stood elsewhere before. */
  readonly anchorsTwice: readonly (readonly PathStep[])[];
}

export function targetsIn(subschemas: readonly Subschema[]): Targets {
  const anchors = new Set<string>();
  const anchorsTwice: (readonly PathStep[])[] = [];
  for (const { path, schema } of subschemas) {
    if (typeof schema === 'boolean') continue;
    for (const keyword of ['$anchor', '$dynamicAnchor']) {
      const anchor = schema[keyword];
      if (typeof anchor !== 'string') continue;
      if (anchors.has(anchor)) anchorsTwice.push([...path, keyword]);
      anchors.add(anchor);
    }
  }
  return { pointers: new Set(subschemas.map(({ path }) => pointerOf(path))), anchors, anchorsTwice };
}

/** What is wrong with a reference; null where it leads to a schema within the same schema. */
export function referenceProblem(reference: unknown, targets: Targets): string | null {
  const text = String(reference);
  if (!text.startsWith('#')) {
    return 'A reference stays within the schema: it begins with "#". Nothing is fetched.';
  }
  const fragment = decoded(text.slice(1));
  const known = fragment.startsWith('/') || fragment === '' ? targets.pointers : targets.anchors;
  return known.has(fragment) ? null : `There is no schema at ${JSON.stringify(text.slice(0, 200))}.`;
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
