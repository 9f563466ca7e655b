import type { Condition, ConditionOperator, Listing, Page, SortKey } from '../../domain/listing.ts';
import { accepted, type Result, refused } from '../../domain/refusal.ts';
import { conditionOf, type FilterField } from './filter-value.ts';

/** What an endpoint that lists allows. `limitMax` is in items a page. */
export interface ListRules<Field extends string, SortField extends string> {
  readonly filters: Readonly<Record<Field, FilterField>>;
  readonly sortFields: readonly SortField[];
  readonly sortDefault: readonly SortKey<SortField>[];
  readonly limitMax: number;
  /** Parameters that are no filters but true or false; `readSwitches` reads them. */
  readonly switches?: readonly string[];
}

const limitDefault = 20;
const pageMax = 1_000_000;
const problemsReportedMax = 10;

/**
 * Dotfile's convention for lists: `page`, `limit`, `sort=a,b.desc`, and filters `field.operator=value` that
 * must all hold. A name without an operator means `eq`, on a list `array_contains`; the same operator twice on
 * a field is refused. A refusal (`invalid_request`) names every problem of the query.
 */
export function parseListQuery<Field extends string, SortField extends string>(
  rules: ListRules<Field, SortField>,
  query: URLSearchParams,
): Result<Listing<Field, SortField>> {
  const problems: string[] = [];
  const listing = {
    conditions: readConditions(rules, query, problems),
    sort: readSort(rules, query, problems),
    page: readPage(rules.limitMax, query, problems),
  };
  if (problems.length === 0) return accepted(listing);
  return refused('invalid_request', problems.slice(0, problemsReportedMax).join(' '));
}

/** The query of a request's URL, as forms encode it: a `+` is a blank. */
export function queryOf(url: string): URLSearchParams {
  const mark = url.indexOf('?');
  return new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1));
}

/**
 * Parameters that are true or false, and false where they are absent. Refuses invalid_request for any other value and,
 * unless others are read elsewhere, for a parameter that is not among these.
 */
export function readSwitches<Name extends string>(
  names: readonly Name[],
  query: URLSearchParams,
  known: 'these only' | 'others too',
): Result<ReadonlySet<Name>> {
  const on = new Set<Name>();
  for (const [parameter, text] of query) {
    const name = names.find((candidate) => candidate === parameter);
    if (name === undefined) {
      if (known === 'others too') continue;
      const message = `"${shortened(parameter)}" is not a parameter here: there is ${names.join(', ') || 'none'}.`;
      return refused('invalid_request', message);
    }
    if (text !== 'true' && text !== 'false') {
      return refused('invalid_request', `"${name}" must be true or false.`);
    }
    if (query.getAll(name).length > 1) {
      return refused('invalid_request', `"${name}" is given more than once.`);
    }
    if (text === 'true') on.add(name);
  }
  return accepted(on);
}

const controlParameters = ['page', 'limit', 'sort'];

function readConditions<Field extends string, SortField extends string>(
  rules: ListRules<Field, SortField>,
  query: URLSearchParams,
  problems: string[],
): Condition<Field>[] {
  const conditions: Condition<Field>[] = [];
  const seen = new Set<string>();
  for (const [parameter, text] of query) {
    if (controlParameters.includes(parameter) || rules.switches?.includes(parameter)) continue;
    const read = readFilter(rules.filters, parameter);
    if (typeof read === 'string') {
      problems.push(read);
      continue;
    }
    const key = `${read.name}.${read.operator}`;
    if (seen.has(key)) {
      problems.push(`"${key}" is given more than once.`);
      continue;
    }
    seen.add(key);
    const result = conditionOf(read.name, rules.filters[read.name], read.operator, text);
    if (result.ok) conditions.push(result.condition);
    else problems.push(result.problem);
  }
  return conditions;
}

/** A string is what is wrong with the parameter's name. */
function readFilter<Field extends string>(
  filters: Readonly<Record<Field, FilterField>>,
  parameter: string,
): { readonly name: Field; readonly operator: ConditionOperator } | string {
  const dot = parameter.lastIndexOf('.');
  const name = dot === -1 ? parameter : parameter.slice(0, dot);
  if (!isFieldOf(filters, name)) {
    const known = Object.keys(filters).join(', ');
    return `"${shortened(parameter)}" is not a parameter of this list: it filters by ${known} and takes page, limit and sort.`;
  }
  const field = filters[name];
  const wanted = dot === -1 ? defaultOperator(field) : parameter.slice(dot + 1);
  // The lists of operators are narrower than ConditionOperator; a wider view of one is safe to read from.
  const allowed: readonly ConditionOperator[] = field.operators;
  const operator = allowed.find((candidate) => candidate === wanted);
  if (operator !== undefined) return { name, operator };
  return `"${shortened(parameter)}" uses an operator that "${name}" does not allow: use ${allowed.join(', ')}.`;
}

function isFieldOf<Field extends string>(
  filters: Readonly<Record<Field, FilterField>>,
  name: string,
): name is Field {
  return Object.hasOwn(filters, name);
}

function defaultOperator(field: FilterField): ConditionOperator {
  return field.type === 'list' ? 'array_contains' : 'eq';
}

function readSort<Field extends string, SortField extends string>(
  rules: ListRules<Field, SortField>,
  query: URLSearchParams,
  problems: string[],
): readonly SortKey<SortField>[] {
  const text = readOnce(query, 'sort', problems);
  if (text === null) return rules.sortDefault;
  const keys: SortKey<SortField>[] = [];
  for (const part of text.split(',')) {
    const [, name = part, direction = 'asc'] = /^(.*)\.(asc|desc)$/s.exec(part) ?? [];
    const field = rules.sortFields.find((candidate) => candidate === name);
    if (field === undefined) {
      problems.push(
        `"sort" knows no "${shortened(part)}": use ${rules.sortFields.join(', ')}, each with .desc or without.`,
      );
    } else if (keys.some((key) => key.field === field)) {
      problems.push(`"sort" names "${field}" more than once.`);
    } else {
      keys.push({ field, descending: direction === 'desc' });
    }
  }
  return keys;
}

function readPage(limitMax: number, query: URLSearchParams, problems: string[]): Page {
  return {
    number: readCount(query, 'page', { absent: 1, max: pageMax }, problems),
    size: readCount(query, 'limit', { absent: limitDefault, max: limitMax }, problems),
  };
}

function readCount(
  query: URLSearchParams,
  parameter: string,
  bounds: { readonly absent: number; readonly max: number },
  problems: string[],
): number {
  const text = readOnce(query, parameter, problems);
  if (text === null) return bounds.absent;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= bounds.max) return value;
  problems.push(`"${parameter}" must be a whole number from 1 to ${bounds.max}.`);
  return bounds.absent;
}

function readOnce(query: URLSearchParams, parameter: string, problems: string[]): string | null {
  const texts = query.getAll(parameter);
  if (texts.length > 1) problems.push(`"${parameter}" is given more than once.`);
  return texts[0] ?? null;
}

const shownLengthMax = 60;

function shortened(text: string): string {
  return text.length <= shownLengthMax ? text : `${text.slice(0, shownLengthMax)}…`;
}
