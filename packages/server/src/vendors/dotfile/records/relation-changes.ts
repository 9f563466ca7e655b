/** The changes of relations. A relation belongs to the individual or the company that it comes from. */
import { isDeepStrictEqual } from 'node:util';
import type { ChangeRecords } from '../../../app/change-records.ts';
import type { RecordReader } from '../../../app/record-reader.ts';
import {
  type ChangeMoment,
  type RecordChange,
  type StoredRecord,
  unchanged,
} from '../../../domain/record.ts';
import { accepted, type Result, refused } from '../../../domain/refusal.ts';
import { isoTime } from './case-decisions.ts';
import { lockCase } from './case-reading.ts';
import { changeEntities, type EntityChange, entityUpdate } from './entity-change.ts';
import { invalid } from './entity-kind.ts';
import { type AnyEntity, type CaseAround, entitiesAmong } from './entity-reading.ts';
import type { Relation } from './entity-record.ts';
import { newRelation, patchedRelation, targetOf } from './relation-decisions.ts';
import { orphansBy, relationGraph } from './relation-graph.ts';
import type { RelationCreate, RelationUpdate } from './relation-input.ts';

/** A relation and where it comes from. */
export interface Related {
  readonly from: AnyEntity;
  readonly relation: Relation;
}

/** `key` is the case's id or external id. */
export function createRelation(
  changeRecords: ChangeRecords,
  workspaceId: string,
  key: string,
  input: RelationCreate,
): Promise<Result<Related>> {
  return changeRecords(workspaceId, {
    read: (reader) => lockAround(reader, key),
    decide(around, moment) {
      const { from_company_id, from_individual_id, to_company_id, ...properties } = input;
      const fromId = from_company_id ?? from_individual_id;
      const kindName = from_company_id === undefined ? 'individual' : 'company';
      const from = entitiesAmong(around.members).find(({ record }) => record.id === fromId);
      if (from?.kind !== kindName) return absent(`from_${kindName}_id`, kindName);
      const graph = relationGraph(around.members);
      if (to_company_id !== undefined && !graph.companies.has(to_company_id)) {
        return absent('to_company_id', 'company');
      }
      const end = { to: to_company_id ?? null, path: 'to_company_id' };
      const target = targetOf(from.record.id, end, graph);
      if (!target.ok) return target;
      const relation = newRelation(target.value, properties, moment);
      const relations = [...from.record.document.relations, relation];
      return accepted(relationsChange(around, from, relations, moment, { from, relation }));
    },
  });
}

export function patchRelation(
  changeRecords: ChangeRecords,
  workspaceId: string,
  key: string,
  relationId: string,
  patch: RelationUpdate,
): Promise<Result<Related>> {
  return changeRecords(workspaceId, {
    read: (reader) => lockAround(reader, key),
    decide(around, moment) {
      const found = relationAmong(around, relationId);
      if (found === null) return noSuchRelation();
      const { from, relation: before } = found;
      const moved = movedTo(around, found, patch.to_company_id);
      if (!moved.ok) return moved;
      const patched = patchedRelation({ ...before, to_company_id: moved.value }, patch);
      if (isDeepStrictEqual(patched, before)) return accepted(unchanged(found));
      const relation = { ...patched, updated_at: isoTime(moment.at) };
      const relations = from.record.document.relations.map((one) => (one === before ? relation : one));
      return accepted(relationsChange(around, from, relations, moment, { from, relation }));
    },
  });
}

/** Refuses validation_failed where that would leave an individual or a company without relations among others with some. */
export function deleteRelation(
  changeRecords: ChangeRecords,
  workspaceId: string,
  key: string,
  relationId: string,
): Promise<Result<null>> {
  return changeRecords(workspaceId, {
    read: (reader) => lockAround(reader, key),
    decide(around, moment) {
      const found = relationAmong(around, relationId);
      if (found === null) return noSuchRelation();
      const { from, relation } = found;
      const edge = { from: from.record.id, to: relation.to_company_id };
      if (orphansBy(relationGraph(around.members).edges, edge)) {
        const message =
          'It is the only relation of an individual or a company, while others of the case have some.';
        return refused('validation_failed', `caseRelationId: ${message}`);
      }
      const relations = from.record.document.relations.filter((one) => one !== relation);
      return accepted(relationsChange(around, from, relations, moment, null));
    },
  });
}

/** The changes of those who are related to a company that is deleted. */
export function withoutRelationsTo(
  companyId: string,
  members: readonly StoredRecord[],
  moment: ChangeMoment,
): readonly EntityChange[] {
  return entitiesAmong(members).flatMap((from) => {
    const relations = from.record.document.relations.filter((one) => one.to_company_id !== companyId);
    const change = withRelations(from, relations, moment);
    return change === null || from.record.id === companyId ? [] : [change];
  });
}

async function lockAround(reader: RecordReader, key: string): Promise<Result<CaseAround>> {
  const tree = await lockCase(reader, key);
  if (!tree.ok) return tree;
  return accepted({ holder: tree.value.record, members: tree.value.members });
}

function relationAmong({ members }: CaseAround, id: string): Related | null {
  for (const from of entitiesAmong(members)) {
    const relation = from.record.document.relations.find((one) => one.id === id);
    if (relation !== undefined) return { from, relation };
  }
  return null;
}

function movedTo(
  { members }: CaseAround,
  { from, relation }: Related,
  to: string | undefined,
): Result<string> {
  if (to === undefined || to === relation.to_company_id) return accepted(relation.to_company_id);
  const graph = relationGraph(members);
  if (!graph.companies.has(to)) return invalid('to_company_id', 'There is no such company in the case.');
  const others = graph.edges.filter(
    (edge) => edge.from !== from.record.id || edge.to !== relation.to_company_id,
  );
  return targetOf(from.record.id, { to, path: 'to_company_id' }, { ...graph, edges: others });
}

function relationsChange<Value>(
  { holder, members }: CaseAround,
  from: AnyEntity,
  relations: readonly Relation[],
  moment: ChangeMoment,
  value: Value,
): RecordChange<Value> {
  const change = withRelations(from, relations, moment);
  return { ...changeEntities(holder, members, change === null ? [] : [change], moment), value };
}

/** Each kind for itself, so that record and teller are known to belong together. */
function withRelations(
  from: AnyEntity,
  relations: readonly Relation[],
  moment: ChangeMoment,
): EntityChange | null {
  if (from.kind === 'individual') {
    return entityUpdate(from.told, from.record, { ...from.record.document, relations }, moment);
  }
  return entityUpdate(from.told, from.record, { ...from.record.document, relations }, moment);
}

function absent(path: string, noun: string): Result<never> {
  return refused('not_found', `${path}: There is no such ${noun} in the case.`);
}

function noSuchRelation(): Result<never> {
  return refused('not_found', 'There is no such relation in the case.');
}
