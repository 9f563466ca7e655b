/** How the individuals and companies of one case are related, purely. An individual is never at a relation's end. */
import { ofKind, type StoredRecord } from '../../../domain/record.ts';
import { companyKind } from './company-record.ts';
import type { EntityDocument } from './entity-record.ts';
import { individualKind } from './individual-record.ts';

export interface RelationGraph {
  /** Ids of the companies that a relation may lead to. */
  readonly companies: ReadonlySet<string>;
  /** Null: the case has none. */
  readonly mainCompany: string | null;
  readonly edges: readonly Edge[];
}

/** One relation: from an individual or a company to a company. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** The graph of a case, given its members. */
export function relationGraph(members: readonly StoredRecord[]): RelationGraph {
  const companies = ofKind(members, companyKind);
  const entities: readonly StoredRecord<EntityDocument>[] = [
    ...ofKind(members, individualKind),
    ...companies,
  ];
  return {
    companies: new Set(companies.map(({ id }) => id)),
    mainCompany: companies.find(({ document }) => document.type === 'main')?.id ?? null,
    edges: entities.flatMap(({ id, document }) =>
      document.relations.map(({ to_company_id }) => ({ from: id, to: to_company_id })),
    ),
  };
}

/** What forbids another relation, as a sentence; null: nothing does. */
export function edgeProblem(edges: readonly Edge[], { from, to }: Edge): string | null {
  if (from === to) return 'A company cannot be related to itself.';
  if (edges.some((edge) => edge.from === from && edge.to === to)) {
    return 'There is a relation to this company already.';
  }
  return leadsTo(edges, to, from) ? 'The relation would close a cycle of companies.' : null;
}

/** Whether taking the relation away leaves one of its ends without any, while others of the case have some. */
export function orphansBy(edges: readonly Edge[], gone: Edge): boolean {
  const left = edges.filter(({ from, to }) => from !== gone.from || to !== gone.to);
  if (left.length === 0) return false;
  return [gone.from, gone.to].some((end) => left.every(({ from, to }) => from !== end && to !== end));
}

function leadsTo(edges: readonly Edge[], start: string, goal: string): boolean {
  const seen = new Set([start]);
  const waiting = [start];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at === goal) return true;
    for (const { from, to } of edges) {
      if (from !== at || seen.has(to)) continue;
      seen.add(to);
      waiting.push(to);
    }
  }
  return false;
}
