import type { Dialect, EventTypeDefinition, OwnEventTypePolicy } from '../dialect.ts';
import { catalogueOf } from './catalogue.ts';
import { definitionProblems } from './definition.ts';
import { isWildcard, subscriptionGrammarProblem, typeNameProblem } from './type-name.ts';
import { validatorOf } from './validate.ts';

type TypesOfWorkspace = Pick<Dialect, 'catalogue' | 'validate' | 'subscriptionProblem'>;

/** `withTypes` puts what depends on the types into the dialect. */
export function ownEventTypes(withTypes: (types: TypesOfWorkspace) => Dialect): OwnEventTypePolicy {
  return Object.freeze({
    problems: definitionProblems,
    withEventTypes: (definitions: readonly EventTypeDefinition[]): Dialect => {
      const named = byName(definitions);
      return withTypes({
        catalogue: catalogueOf(definitions),
        validate: validatorOf(named),
        subscriptionProblem: (subscribed) => subscriptionProblem(named, subscribed),
      });
    },
  });
}

type Definitions = ReadonlyMap<string, EventTypeDefinition>;

/** Only what is cheap to see is seen here: a schema that is no schema is noticed where it is first used. */
function byName(definitions: readonly EventTypeDefinition[]): Definitions {
  const named = new Map<string, EventTypeDefinition>();
  for (const definition of definitions) {
    const problem = named.has(definition.type)
      ? 'The name is defined twice.'
      : typeNameProblem(definition.type);
    if (problem !== null) throw new Error(`The event type ${JSON.stringify(definition.type)}: ${problem}`);
    named.set(definition.type, definition);
  }
  return named;
}

/** A wildcard may match no type as yet; a name is one of the workspace's own. */
function subscriptionProblem(named: Definitions, subscribed: string): string | null {
  const problem = subscriptionGrammarProblem(subscribed);
  if (problem !== null || isWildcard(subscribed)) return problem;
  const definition = named.get(subscribed);
  if (definition === undefined) return `No event type of this workspace: ${subscribed}`;
  return definition.archived ? `The event type ${subscribed} is archived.` : null;
}
