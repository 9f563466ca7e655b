import type { z } from 'zod';
import type { ChangeMoment, RecordKind, StoredRecord } from '../../../domain/record.ts';
import { type Result, refused } from '../../../domain/refusal.ts';
import type { Held } from './entity-held.ts';
import type { RelationToCompany } from './entity-input.ts';
import type { EntityDocument } from './entity-record.ts';

/** What tells individuals from companies; everything else is alike. A constant for each of the two. */
export interface EntityKind<Document extends EntityDocument, Create extends EntityCreate, Update> {
  readonly kind: RecordKind<Document>;
  /** What the names of its events begin with. */
  readonly eventName: 'Individual' | 'Company';
  /** Under which subjects of events have its id. */
  readonly subjectName: 'individual_id' | 'company_id';
  readonly createBody: z.ZodType<Create>;
  readonly updateBody: z.ZodType<Update>;
  readonly created: (input: Create, moment: ChangeMoment) => Document;
  readonly patched: (before: Document, patch: Update) => Document;
  /** What forbids a document as such; null: nothing does. */
  readonly problem: (document: Document) => Problem | null;
  /** What forbids it to join a case with these members. */
  readonly joiningProblem: (document: Document, members: readonly StoredRecord[]) => Problem | null;
  /** What forbids to mark it as relevant or not, whatever it is now. */
  readonly markingProblem: (document: Document, isRelevant: boolean) => Problem | null;
  readonly image: (record: StoredRecord<Document>, held: Held) => object;
  readonly listed: (record: StoredRecord<Document>) => object;
  /** What is told of one that was deleted. */
  readonly stub: (record: StoredRecord<Document>) => object;
}

/** What makes and tells of it, whatever it is created and changed from. */
export type EntityTeller<Document extends EntityDocument> = Pick<
  EntityKind<Document, never, never>,
  'kind' | 'eventName' | 'subjectName' | 'image' | 'stub'
>;

export interface EntityCreate {
  readonly case_id: string;
  readonly relations?: readonly RelationToCompany[] | undefined;
}

export interface Problem {
  /** The property that is to be named. */
  readonly path: string;
  readonly message: string;
}

export function invalid(path: string, message: string): Result<never> {
  return refused('validation_failed', 'The body is not valid.', [{ path, message }]);
}
