/** The individuals and companies that a case is created with, purely. */
import { type ChangeMoment, newMember, type StoredRecord } from '../../../domain/record.ts';
import { accepted, type Result } from '../../../domain/refusal.ts';
import type { CaseRecord } from './case-image.ts';
import { createdCompany, mainCompany } from './company-decisions.ts';
import type { CompanyOfCase } from './company-input.ts';
import { companies } from './company-kind.ts';
import { companyKind } from './company-record.ts';
import { type EntityChange, entityCreation } from './entity-change.ts';
import type { RelationByRef } from './entity-input.ts';
import { type EntityTeller, invalid, type Problem } from './entity-kind.ts';
import type { EntityDocument } from './entity-record.ts';
import { createdIndividual, individualProblem } from './individual-decisions.ts';
import type { IndividualOfCase } from './individual-input.ts';
import { individuals } from './individual-kind.ts';
import { individualKind } from './individual-record.ts';
import { relate } from './relation-decisions.ts';
import { relationGraph } from './relation-graph.ts';

export interface NestedInput {
  readonly companies?: readonly CompanyOfCase[] | undefined;
  readonly individuals?: readonly IndividualOfCase[] | undefined;
}

export interface Nested {
  readonly members: readonly StoredRecord[];
  /** In the order in which they are written and told of: the companies, then the individuals. */
  readonly changes: readonly EntityChange[];
}

interface Draft<Document extends EntityDocument> {
  readonly told: EntityTeller<Document>;
  readonly record: StoredRecord<Document>;
  readonly wanted: readonly RelationByRef[];
  /** Where the body has it. */
  readonly path: string;
}

/** Refuses validation_failed; the path names what is wrong. */
export function nestedEntities(input: NestedInput, holder: CaseRecord, moment: ChangeMoment): Result<Nested> {
  const companyDrafts = (input.companies ?? []).map(({ relations = [], ...body }, index) => ({
    told: companies,
    record: newMember(companyKind, holder, moment, createdCompany(body, moment)),
    wanted: relations,
    path: `companies[${index}]`,
  }));
  const individualDrafts = (input.individuals ?? []).map(({ relations = [], ...body }, index) => ({
    told: individuals,
    record: newMember(individualKind, holder, moment, createdIndividual(body, moment)),
    wanted: relations,
    path: `individuals[${index}]`,
  }));
  const problem =
    refProblem(input) ??
    companiesProblem(companyDrafts) ??
    firstProblem(individualDrafts, ({ document }) => individualProblem(document));
  if (problem !== null) return invalid(problem.path, problem.message);
  const blanks = [...companyDrafts, ...individualDrafts].map(({ record }) => record);
  const idOf = idsByRef(input, companyDrafts);
  const madeCompanies = related(companyDrafts, blanks, idOf, moment);
  if (!madeCompanies.ok) return madeCompanies;
  const madeIndividuals = related(individualDrafts, [...madeCompanies.value, ...blanks], idOf, moment);
  if (!madeIndividuals.ok) return madeIndividuals;
  return accepted({
    members: [...madeCompanies.value, ...madeIndividuals.value],
    changes: [
      ...madeCompanies.value.map((record) => entityCreation(companies, record)),
      ...madeIndividuals.value.map((record) => entityCreation(individuals, record)),
    ],
  });
}

/** The records with the relations that they ask for. `known` is what else the case has by then. */
function related<Document extends EntityDocument>(
  drafts: readonly Draft<Document>[],
  known: readonly StoredRecord[],
  idOf: ReadonlyMap<string, string>,
  moment: ChangeMoment,
): Result<readonly StoredRecord<Document>[]> {
  const made: StoredRecord<Document>[] = [];
  const { edges, ...graph } = relationGraph(known);
  for (const { record, wanted, path } of drafts) {
    const edgesNow = [...edges, ...relationGraph(made).edges];
    const relations = relate(
      record.id,
      wanted.map(({ source_company_ref: ref, ...properties }, index) => ({
        properties,
        // A reference to nothing leads to no company of the case.
        to: ref === undefined ? null : (idOf.get(ref) ?? ''),
        path: `${path}.relations[${index}].source_company_ref`,
      })),
      { ...graph, edges: edgesNow },
      moment,
    );
    if (!relations.ok) return relations;
    made.push({ ...record, document: { ...record.document, relations: relations.value } });
  }
  return accepted(made);
}

function idsByRef(
  input: NestedInput,
  drafts: readonly { readonly record: StoredRecord }[],
): ReadonlyMap<string, string> {
  return new Map(
    (input.companies ?? []).flatMap(({ ref }, index): [string, string][] => {
      const id = drafts[index]?.record.id;
      return ref === undefined || id === undefined ? [] : [[ref, id]];
    }),
  );
}

function refProblem({ companies: some = [], individuals: others = [] }: NestedInput): Problem | null {
  const seen = new Set<string>();
  const named = [
    ...some.map(({ ref }, index) => ({ ref, path: `companies[${index}].ref` })),
    ...others.map(({ ref }, index) => ({ ref, path: `individuals[${index}].ref` })),
  ];
  for (const { ref, path } of named) {
    if (ref === undefined) continue;
    if (seen.has(ref)) return { path, message: 'Another one of the body has this reference.' };
    seen.add(ref);
  }
  return null;
}

/** Whatever their order: of the companies one is the main one. */
function companiesProblem(drafts: readonly Draft<ReturnType<typeof createdCompany>>[]): Problem | null {
  if (drafts.length === 0) return null;
  const main = mainCompany(drafts.map(({ record }) => record));
  if (main === undefined) return { path: 'companies', message: 'One of them has to be of the type main.' };
  const second = drafts.find(({ record }) => record.document.type === 'main' && record !== main);
  if (second === undefined) return null;
  return { path: `${second.path}.type`, message: 'A case has one main company, which another one is.' };
}

function firstProblem<Document extends EntityDocument>(
  drafts: readonly Draft<Document>[],
  problemOf: (record: StoredRecord<Document>) => Problem | null,
): Problem | null {
  for (const { record, path } of drafts) {
    const problem = problemOf(record);
    if (problem !== null) return { path: `${path}.${problem.path}`, message: problem.message };
  }
  return null;
}
