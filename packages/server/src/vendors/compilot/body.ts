import type { z } from 'zod';
import type { Result } from '../../domain/refusal.ts';
import { type Detail, parsedBody, unfitBody } from '../parsed-body.ts';

/** Deeper values could neither be compared nor serialised everywhere that they go. */
const depthMax = 100;

/** Reads a body. Refuses validation_failed; the details name each field that is wrong or not known. */
export function parseBody<Value>(schema: z.ZodType<Value>, body: unknown): Result<Value> {
  const problem = valueProblem(body);
  // A request without a body is one whose body says nothing.
  return problem === null ? parsedBody(schema, body ?? {}) : unfitBody(problem);
}

/** A refusal of one field, by a decision that needed more than the body. */
export function invalidField(path: string, message: string): Result<never> {
  return unfitBody({ path, message });
}

/**
 * What JSON allows and what would not come back as it went in, or not at all: numbers that lose digits, a property
 * named __proto__, which maps drop and which could harm receivers, and nesting without an end.
 */
function valueProblem(body: unknown): Detail | null {
  const waiting: Place[] = [{ value: body, path: '', depth: 0 }];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const message = problemAt(place);
    if (message !== null) return { path: place.path || 'body', message };
    for (const inner of placesWithin(place)) waiting.push(inner);
  }
  return null;
}

interface Place {
  readonly value: unknown;
  readonly path: string;
  readonly depth: number;
}

function problemAt({ value, depth }: Place): string | null {
  if (typeof value === 'number') return numberProblem(value);
  if (typeof value !== 'object' || value === null) return null;
  if (Object.hasOwn(value, '__proto__')) return 'A property cannot be named __proto__.';
  return depth > depthMax ? `Is nested deeper than ${depthMax} levels.` : null;
}

function placesWithin({ value, path, depth }: Place): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const pathOf = (key: string): string => {
    if (Array.isArray(value)) return `${path}[${key}]`;
    return path === '' ? key : `${path}.${key}`;
  };
  return Object.entries(value).map(([key, inner]) => ({
    value: inner,
    path: pathOf(key),
    depth: depth + 1,
  }));
}

function numberProblem(value: number): string | null {
  if (!Number.isFinite(value)) return 'The number is too large.';
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return 'A whole number of this size loses digits: write it as a text.';
  }
  return null;
}
