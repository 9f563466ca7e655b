import { z } from 'zod';
import { accepted, type Result, refused } from '../domain/refusal.ts';

/** A field and what is wrong with it. */
export interface Detail {
  readonly path: string;
  readonly message: string;
}

const issuesShownMax = 20;

/** Refuses validation_failed; the details name each field that is wrong or not known. */
export function parsedBody<Value>(schema: z.ZodType<Value>, body: unknown): Result<Value> {
  const result = schema.safeParse(body);
  if (result.success) return accepted(result.data);
  return unfitBody(...result.error.issues.slice(0, issuesShownMax).map(detailOf));
}

/** Refuses validation_failed for these fields. */
export function unfitBody(...details: readonly Detail[]): Result<never> {
  return refused('validation_failed', 'The body is not valid.', details);
}

function detailOf(issue: z.core.$ZodIssue): Detail {
  const path = issue.path.length === 0 ? 'body' : z.core.toDotPath(issue.path);
  if (issue.code !== 'unrecognized_keys') return { path, message: issue.message };
  const [first] = issue.keys;
  const unknown = issue.path.length === 0 ? String(first) : `${path}.${first}`;
  return { path: unknown, message: 'Is not known here.' };
}
