import type { FastifyInstance } from 'fastify';
import type { Condition, Listing } from '../../domain/listing.ts';
import { accepted, type Result, refused } from '../../domain/refusal.ts';
import type { RecordField } from '../../store/record-pages.ts';
import { sendRefusal } from './errors.ts';
import { isUuid } from './records/scalars.ts';

/** A parameter that a list can be narrowed by: the field that must equal it, and what it may be. */
export interface Filter {
  readonly field: RecordField;
  readonly values: 'text' | 'uuid' | readonly string[];
}

export type Filters = Readonly<Record<string, Filter>>;

const limitDefault = 20;
const limitMax = 100;
const currentPageMax = 1_000_000;
const textLengthMax = 1000;
const shownLengthMax = 60;

/**
 * Pages count from 1, and what was created first comes first, so that a page keeps its place while others are added.
 * Refuses invalid_request, naming every parameter that is not known, given twice or not what it may be.
 */
export function parseListQuery(filters: Filters, url: string): Result<Listing<RecordField>> {
  const query = queryOf(url);
  const problems: string[] = [];
  const conditions: Condition<RecordField>[] = [];
  for (const name of new Set(query.keys())) {
    const [text = '', ...more] = query.getAll(name);
    if (more.length > 0) problems.push(`${shortened(name)}: Is given more than once.`);
    if (name === 'currentPage' || name === 'limit') continue;
    const filter = Object.hasOwn(filters, name) ? filters[name] : undefined;
    if (filter === undefined) {
      problems.push(`${shortened(name)}: Is not known here. There is ${knownNames(filters)}.`);
      continue;
    }
    const problem = valueProblem(filter, text);
    if (problem !== null) problems.push(`${name}: ${problem}`);
    else conditions.push({ kind: 'comparison', field: filter.field, operator: 'eq', value: text });
  }
  const page = {
    number: readCount(query, 'currentPage', { absent: 1, max: currentPageMax }, problems),
    size: readCount(query, 'limit', { absent: limitDefault, max: limitMax }, problems),
  };
  if (problems.length > 0) return refused('invalid_request', problems.join(' '));
  return accepted({ conditions, sort: [{ field: 'created_at', descending: false }], page });
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** True for a route that reads its query as a list does; every other route refuses a query's parameters. */
    compilotList?: boolean;
  }
}

/** The options of a route that lists. */
export const listed = { config: { compilotList: true } };

/** So that nobody says in a query what is only heard in a body. */
export function refuseParameters(scope: FastifyInstance): void {
  scope.addHook('preHandler', async (request, reply) => {
    const [name] = queryOf(request.url).keys();
    if (name === undefined || request.is404 || request.routeOptions.config.compilotList === true) return;
    const message = `${shortened(name)}: Is not known here, in the query.`;
    return sendRefusal(reply, { code: 'invalid_request', message });
  });
}

function queryOf(url: string): URLSearchParams {
  const mark = url.indexOf('?');
  return new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1));
}

function knownNames(filters: Filters): string {
  return ['currentPage', 'limit', ...Object.keys(filters)].join(', ');
}

/** U+0000 is refused because PostgreSQL's text cannot hold it. */
function valueProblem({ values }: Filter, text: string): string | null {
  if (values === 'uuid') return isUuid(text) ? null : 'Expected a UUID.';
  if (values !== 'text') return values.includes(text) ? null : `Expected one of ${values.join(', ')}.`;
  if (text.length > textLengthMax) return `At most ${textLengthMax} characters.`;
  return text.includes('\0') ? 'Must not contain the character U+0000.' : null;
}

function readCount(
  query: URLSearchParams,
  name: string,
  bounds: { readonly absent: number; readonly max: number },
  problems: string[],
): number {
  const text = query.get(name);
  if (text === null) return bounds.absent;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= bounds.max) return value;
  problems.push(`${name}: Expected a whole number from 1 to ${bounds.max}.`);
  return bounds.absent;
}

function shortened(text: string): string {
  return text.length <= shownLengthMax ? text : `${text.slice(0, shownLengthMax)}…`;
}
