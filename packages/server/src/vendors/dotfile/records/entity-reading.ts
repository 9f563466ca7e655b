import type { RecordReader } from '../../../app/record-reader.ts';
import { isOfKind, ofKind, type StoredRecord } from '../../../domain/record.ts';
import { accepted, type Result, refused } from '../../../domain/refusal.ts';
import type { CaseRecord } from './case-image.ts';
import { caseMemberKinds } from './case-members.ts';
import { noSuchCase } from './case-reading.ts';
import { caseKind } from './case-record.ts';
import { companies } from './company-kind.ts';
import { type CompanyDocument, companyKind } from './company-record.ts';
import type { EntityTeller } from './entity-kind.ts';
import type { EntityDocument } from './entity-record.ts';
import { individuals } from './individual-kind.ts';
import { type IndividualDocument, individualKind } from './individual-record.ts';
import { idKeyOf } from './record-key.ts';

/** A case that is locked, with all members that its image shows. */
export interface CaseAround {
  readonly holder: CaseRecord;
  readonly members: readonly StoredRecord[];
}

/** And one individual or company of it. */
export interface EntityTree<Document> extends CaseAround {
  readonly record: StoredRecord<Document>;
}

/** What stands in a path for an id, in lower case; refuses validation_failed where it is none. */
export function idInPath(name: string, text: string): Result<string> {
  const { id } = idKeyOf(text);
  if (id !== null) return accepted(id.toLowerCase());
  return refused('validation_failed', `${name}: Expected a UUID.`);
}

export function noSuch({ eventName }: Pick<EntityTeller<never>, 'eventName'>): Result<never> {
  return refused('not_found', `There is no such ${eventName.toLowerCase()}.`);
}

/** Locks the case of an individual or a company; refuses not_found. */
export async function lockEntity<Document extends EntityDocument>(
  reader: RecordReader,
  entity: EntityTeller<Document>,
  id: string,
): Promise<Result<EntityTree<Document>>> {
  const tree = await reader.lock(entity.kind, idKeyOf(id), caseMemberKinds);
  if (tree === null) return noSuch(entity);
  const { record, root, members } = tree;
  if (!isOfKind(root, caseKind)) throw new Error(`Record ${id} is not held by a case.`);
  return accepted({ record, holder: root, members });
}

/** Locks a case by its id alone; refuses not_found. */
export async function lockCaseById(reader: RecordReader, id: string): Promise<Result<CaseAround>> {
  const tree = await reader.lock(caseKind, idKeyOf(id), caseMemberKinds);
  return tree === null ? noSuchCase() : accepted({ holder: tree.record, members: tree.members });
}

/** An individual or a company, with what tells of it. */
export type AnyEntity =
  | {
      readonly kind: 'individual';
      readonly told: EntityTeller<IndividualDocument>;
      readonly record: StoredRecord<IndividualDocument>;
    }
  | {
      readonly kind: 'company';
      readonly told: EntityTeller<CompanyDocument>;
      readonly record: StoredRecord<CompanyDocument>;
    };

/** The individuals and companies among the members of a case, oldest first within each kind. */
export function entitiesAmong(members: readonly StoredRecord[]): readonly AnyEntity[] {
  return [
    ...ofKind(members, individualKind).map(
      (record) => ({ kind: 'individual', told: individuals, record }) as const,
    ),
    ...ofKind(members, companyKind).map((record) => ({ kind: 'company', told: companies, record }) as const),
  ];
}
