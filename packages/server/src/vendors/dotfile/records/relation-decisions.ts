/** What becomes of relations, purely. */
import type { ChangeMoment } from '../../../domain/record.ts';
import { accepted, type Result } from '../../../domain/refusal.ts';
import { isoTime } from './case-decisions.ts';
import { or } from './entity-decisions.ts';
import { invalid } from './entity-kind.ts';
import type { Relation, Role } from './entity-record.ts';
import { edgeProblem, type RelationGraph } from './relation-graph.ts';

interface Properties {
  readonly voting_rights_percentage?: number | null | undefined;
  readonly ownership_percentage?: number | null | undefined;
  readonly roles?: readonly Role[] | undefined;
  readonly position?: string | null | undefined;
}

/** A relation that a body asks for. */
export interface WantedRelation {
  readonly properties: Properties;
  /** The id of the company that it leads to; null: none is named, it is the case's main company. */
  readonly to: string | null;
  /** Where the body names the company. */
  readonly path: string;
}

/** The relations of an individual or a company without any; refuses what the graph does not allow. */
export function relate(
  from: string,
  wanted: readonly WantedRelation[],
  graph: RelationGraph,
  moment: ChangeMoment,
): Result<readonly Relation[]> {
  const relations: Relation[] = [];
  for (const one of wanted) {
    const edges = [...graph.edges, ...relations.map(({ to_company_id: to }) => ({ from, to }))];
    const target = targetOf(from, one, { ...graph, edges });
    if (!target.ok) return target;
    relations.push(newRelation(target.value, one.properties, moment));
  }
  return accepted(relations);
}

/** The company that the relation leads to; refuses where there is none or the graph forbids the relation. */
export function targetOf(
  from: string,
  { to: named, path }: Pick<WantedRelation, 'to' | 'path'>,
  { companies, mainCompany, edges }: RelationGraph,
): Result<string> {
  const to = named ?? mainCompany;
  if (to === null) return invalid(path, 'The case has no main company that a relation could lead to.');
  if (!companies.has(to)) return invalid(path, 'There is no such company in the case.');
  const problem = edgeProblem(edges, { from, to });
  return problem === null ? accepted(to) : invalid(path, problem);
}

export function newRelation(to: string, properties: Properties, { at, newId }: ChangeMoment): Relation {
  const time = { created_at: isoTime(at), updated_at: isoTime(at) };
  return patchedRelation({ id: newId(), to_company_id: to, ...blank, ...time }, properties);
}

/** All but the time of the update. */
export function patchedRelation(before: Relation, patch: Properties): Relation {
  return {
    ...before,
    voting_rights_percentage: or(patch.voting_rights_percentage, before.voting_rights_percentage),
    ownership_percentage: or(patch.ownership_percentage, before.ownership_percentage),
    roles: or(patch.roles, before.roles),
    position: or(patch.position, before.position),
  };
}

const blank = { voting_rights_percentage: null, ownership_percentage: null, roles: [], position: null };
