/** The changes of individuals and companies, each one transaction: what it reads, what it decides, what it answers. */
import type { ChangeRecords } from '../../../app/change-records.ts';
import {
  type ChangeMoment,
  newMember,
  type RecordChange,
  type StoredRecord,
  unchanged,
} from '../../../domain/record.ts';
import { accepted, type Result } from '../../../domain/refusal.ts';
import { heldBy } from './case-members.ts';
import { relevanceWrites } from './checks/check-relevance.ts';
import {
  changeEntities,
  type EntityChange,
  entityCreation,
  entityDeletion,
  entityUpdate,
} from './entity-change.ts';
import {
  type EntityCreate,
  type EntityKind,
  type EntityTeller,
  invalid,
  type Problem,
} from './entity-kind.ts';
import {
  type CaseAround,
  type EntityTree,
  entitiesAmong,
  lockCaseById,
  lockEntity,
} from './entity-reading.ts';
import type { EntityDocument } from './entity-record.ts';
import { withoutRelationsTo } from './relation-changes.ts';
import { relate } from './relation-decisions.ts';
import { relationGraph } from './relation-graph.ts';

/** Each answers with the image that its events have, which is what a request for it would be answered. */
export function createEntity<Document extends EntityDocument, Create extends EntityCreate, Update>(
  changeRecords: ChangeRecords,
  workspaceId: string,
  entity: EntityKind<Document, Create, Update>,
  input: Create,
): Promise<Result<object>> {
  return changeRecords(workspaceId, {
    read: (reader) => lockCaseById(reader, input.case_id),
    decide({ holder, members }, moment) {
      const blank = newMember(entity.kind, holder, moment, entity.created(input, moment));
      const problem =
        entity.problem(blank.document) ??
        entity.joiningProblem(blank.document, members) ??
        crowdProblem(members);
      if (problem !== null) return invalid(problem.path, problem.message);
      const wanted = (input.relations ?? []).map(({ to_company_id, ...properties }, index) => ({
        properties,
        to: to_company_id ?? null,
        path: `relations[${index}].to_company_id`,
      }));
      const relations = relate(blank.id, wanted, relationGraph([...members, blank]), moment);
      if (!relations.ok) return relations;
      const record = { ...blank, document: { ...blank.document, relations: relations.value } };
      const value = entity.image(record, heldBy(record.id, members));
      const around = { holder, members };
      return accepted(changeAround(around, [entityCreation(entity, record)], moment, value));
    },
  });
}

export function patchEntity<Document extends EntityDocument, Create extends EntityCreate, Update>(
  changeRecords: ChangeRecords,
  workspaceId: string,
  entity: EntityKind<Document, Create, Update>,
  id: string,
  patch: Update,
): Promise<Result<object>> {
  return changeRecords(workspaceId, {
    read: (reader) => lockEntity(reader, entity, id),
    decide(tree, moment) {
      const document = entity.patched(tree.record.document, patch);
      const problem = entity.problem(document);
      if (problem !== null) return invalid(problem.path, problem.message);
      return accepted(documentChange(entity, tree, document, moment));
    },
  });
}

/** Refuses validation_failed where it may not be marked so. */
export function markEntity<Document extends EntityDocument, Create extends EntityCreate, Update>(
  changeRecords: ChangeRecords,
  workspaceId: string,
  entity: EntityKind<Document, Create, Update>,
  id: string,
  isRelevant: boolean,
): Promise<Result<object>> {
  return changeRecords(workspaceId, {
    read: (reader) => lockEntity(reader, entity, id),
    decide(tree, moment) {
      const { document } = tree.record;
      const problem = entity.markingProblem(document, isRelevant);
      if (problem !== null) return invalid(problem.path, problem.message);
      const checks = relevanceWrites(tree.members, tree.record.id, isRelevant, moment);
      const also = checks.map((write) => ({ write, events: () => [] }));
      return accepted(documentChange(entity, tree, { ...document, is_relevant: isRelevant }, moment, also));
    },
  });
}

/** With what it holds, of which nothing is told; the relations of others to it end, which is told of them. */
export function deleteEntity<Document extends EntityDocument>(
  changeRecords: ChangeRecords,
  workspaceId: string,
  entity: EntityTeller<Document>,
  id: string,
): Promise<Result<null>> {
  return changeRecords(workspaceId, {
    read: (reader) => lockEntity(reader, entity, id),
    decide(tree, moment) {
      const related = withoutRelationsTo(tree.record.id, tree.members, moment);
      const changes = [entityDeletion(entity, tree.record), ...related];
      return accepted(changeAround(tree, changes, moment, null));
    },
  });
}

function documentChange<Document extends EntityDocument>(
  entity: EntityTeller<Document>,
  tree: EntityTree<Document>,
  document: Document,
  moment: ChangeMoment,
  also: readonly EntityChange[] = [],
): RecordChange<object> {
  const held = heldBy(tree.record.id, tree.members);
  const change = entityUpdate(entity, tree.record, document, moment);
  if (change === null) return unchanged(entity.image(tree.record, held));
  return changeAround(tree, [change, ...also], moment, entity.image(change.after, held));
}

function changeAround<Value>(
  { holder, members }: CaseAround,
  changes: readonly EntityChange[],
  moment: ChangeMoment,
  value: Value,
): RecordChange<Value> {
  return { ...changeEntities(holder, members, changes, moment), value };
}

/** Individuals and companies of one case: its image, and so its events, has all of them. */
export const entitiesPerCaseMax = 500;

function crowdProblem(members: readonly StoredRecord[]): Problem | null {
  const count = entitiesAmong(members).length;
  if (count < entitiesPerCaseMax) return null;
  return {
    path: 'case_id',
    message: `The case has ${entitiesPerCaseMax} individuals and companies, which is the most.`,
  };
}
