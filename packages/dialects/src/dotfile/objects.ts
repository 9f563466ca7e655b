import type * as z from 'zod';
import type { detailedCase } from './schemas/case.ts';
import type { checkDeleted, checkSummary } from './schemas/check-summary.ts';
import type { check } from './schemas/checks/check.ts';
import type { company } from './schemas/company.ts';
import type { contextOfCase, contextOfCheck, contextOfNote } from './schemas/context.ts';
import type { documentOrder } from './schemas/document-order.ts';
import type { individual } from './schemas/individual.ts';
import type { note, noteComment } from './schemas/note.ts';
import type { user } from './schemas/user.ts';

/** The contract's objects as TypeScript sees them; the schemas under schemas/ say the rest. */

export type Case = z.infer<typeof detailedCase>;
export type Note = z.infer<typeof note>;
export type NoteComment = z.infer<typeof noteComment>;
export type Individual = z.infer<typeof individual>;
export type Company = z.infer<typeof company>;
export type Check = z.infer<typeof check>;
export type CheckSummary = z.infer<typeof checkSummary>;
export type CheckDeleted = z.infer<typeof checkDeleted>;
export type DocumentOrder = z.infer<typeof documentOrder>;
export type User = z.infer<typeof user>;

export type ContextOfCase = z.infer<typeof contextOfCase>;
export type ContextOfNote = z.infer<typeof contextOfNote>;
export type ContextOfCheck = z.infer<typeof contextOfCheck>;
