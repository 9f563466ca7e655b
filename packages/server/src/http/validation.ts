import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import { accepted, type Refusal, type Result, refused } from '../domain/refusal.ts';
import { summaryOf } from '../domain/refusal-summary.ts';
import { RefusedRequest } from './errors.ts';

/** More than these are not told. */
const issuesShownMax = 50;

/** Checks bodies, queries, headers and path parameters against their zod schemas. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const part = partOf(httpPart);
  return (data) => {
    // The framework says null where a request has no body.
    const checked = check(schema, data ?? undefined, part);
    return checked.ok ? { value: checked.value } : { error: new RefusedRequest(checked.refusal) };
  };
};

export type Part = 'body' | 'query' | 'path';

/** The parsed value. What is refused of a path is a thing that does not exist. */
export function check<Schema extends z.ZodType>(
  schema: Schema,
  data: unknown,
  part: Part,
): Result<z.output<Schema>> {
  const parsed = schema.safeParse(data, { error: messageOf });
  if (parsed.success) return accepted(parsed.data);
  if (part === 'path') return refused('not_found', 'Nothing has this id: it is no UUID.');
  if (part === 'body' && data === undefined) {
    return refused('invalid_json', 'The request has no body: send a JSON object.');
  }
  const details = detailsOf(parsed.error.issues);
  const code = part === 'body' ? 'validation_failed' : 'invalid_request';
  return refused(code, summaryOf(details), details.slice(0, issuesShownMax));
}

type Details = NonNullable<Refusal['details']>;

/** `prefix` stands before every path: "[3]" of a batch. */
export function detailsOf(issues: readonly z.core.$ZodIssue[], prefix = ''): Details {
  return issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') {
      return [{ path: pathText(issue.path, prefix), message: issue.message }];
    }
    return issue.keys.map((key) => ({
      path: pathText([...issue.path, key], prefix),
      message: 'Unknown property.',
    }));
  });
}

/** A path as people write it: `data.companies[0].country`. */
function pathText(path: readonly PropertyKey[], prefix: string): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, prefix);
}

/** What was expected, as a sentence; undefined: zod's own words, or those of the schema, do. */
function messageOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'Required.' : `Expected ${nameOf(issue.expected)}.`;
    case 'invalid_value':
      return `Expected one of ${issue.values.map(String).join(', ')}.`;
    case 'too_big':
      return `At most ${issue.maximum}${unitOf(issue.origin, issue.maximum)}.`;
    case 'too_small':
      return `At least ${issue.minimum}${unitOf(issue.origin, issue.minimum)}.`;
    case 'invalid_format':
      return issue.format === 'uuid' ? 'Expected a UUID.' : undefined;
    default:
      return undefined;
  }
}

function nameOf(type: string): string {
  switch (type) {
    case 'int':
      return 'a whole number';
    case 'object':
    case 'array':
      return `an ${type}`;
    default:
      return `a ${type}`;
  }
}

function unitOf(origin: string, count: number | bigint): string {
  const plural = count === 1 ? '' : 's';
  switch (origin) {
    case 'string':
      return ` character${plural}`;
    case 'array':
      return ` item${plural}`;
    default:
      return '';
  }
}

function partOf(httpPart: string | undefined): Part {
  switch (httpPart) {
    case 'params':
      return 'path';
    case 'querystring':
      return 'query';
    default:
      return 'body';
  }
}
