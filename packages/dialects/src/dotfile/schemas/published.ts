import type * as z from 'zod';
import type { EventTypeRow } from '../event-types.ts';
import { autonomyChatRun } from './autonomy-chat-run.ts';
import { caseDeleted, detailedCase } from './case.ts';
import { caseReport } from './case-report.ts';
import { checkDeleted } from './check-summary.ts';
import { check } from './checks/check.ts';
import { company, companyDeleted } from './company.ts';
import { contextOfCase, contextOfCheck, contextOfNote, emptyContext } from './context.ts';
import { documentOrder } from './document-order.ts';
import { individual, individualDeleted } from './individual.ts';
import { note, noteComment } from './note.ts';

/** What a publisher states: the object, and what the contract adds to the common context. */
export interface PublishedSchemas {
  readonly data: z.ZodType;
  readonly context: z.ZodObject<z.ZodRawShape>;
}

const byGroup: ReadonlyMap<string, PublishedSchemas> = new Map<string, PublishedSchemas>([
  ['Case', { data: detailedCase, context: emptyContext }],
  ['CaseReport', { data: caseReport, context: contextOfCase }],
  ['Note', { data: note, context: contextOfCase }],
  ['NoteComment', { data: noteComment, context: contextOfNote }],
  ['Individual', { data: individual, context: contextOfCase }],
  ['Company', { data: company, context: contextOfCase }],
  ['Check', { data: check, context: contextOfCheck }],
  ['DocumentOrder', { data: documentOrder, context: emptyContext }],
  ['AutonomyChatRun', { data: autonomyChatRun, context: emptyContext }],
]);

/** A deleted note or comment is sent whole; of these four only a stub is left. */
const ofDeleted: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ['Case.Deleted', caseDeleted],
  ['Individual.Deleted', individualDeleted],
  ['Company.Deleted', companyDeleted],
  ['Check.Deleted', checkDeleted],
]);

/** The schemas for any row of the catalogue. */
export function publishedSchemasOf(row: EventTypeRow): PublishedSchemas {
  const schemas = byGroup.get(row.group);
  if (schemas === undefined) throw new Error(`The group ${row.group} has no schema`);
  const stub = ofDeleted.get(row.type);
  return stub === undefined ? schemas : { data: stub, context: schemas.context };
}
