import {
  type ArrayOperator,
  type ComparisonOperator,
  type Condition,
  type ConditionOperator,
  type ConditionValue,
  comparisonOperators,
  type MembershipOperator,
  membershipOperators,
  type PatternOperator,
  patternOperators,
} from '../../domain/listing.ts';

/** What a field holds, and the operators that an endpoint allows on it. */
export type FilterField =
  | {
      readonly type: 'text';
      readonly operators: readonly ('eq' | 'not_eq' | PatternOperator | MembershipOperator)[];
    }
  | { readonly type: 'uuid'; readonly operators: readonly ('eq' | 'not_eq' | MembershipOperator)[] }
  | {
      readonly type: 'enum';
      readonly values: readonly string[];
      readonly operators: readonly ('eq' | 'not_eq' | MembershipOperator)[];
    }
  | { readonly type: 'boolean'; readonly operators: readonly ('eq' | 'not_eq')[] }
  | { readonly type: 'instant'; readonly operators: readonly ComparisonOperator[] }
  | { readonly type: 'list'; readonly operators: readonly ArrayOperator[] };

export type ConditionOrProblem<Field extends string> =
  | { readonly ok: true; readonly condition: Condition<Field> }
  | { readonly ok: false; readonly problem: string };

const listValuesMax = 100;
const textLengthMax = 1000;

/** The condition that `field.operator=text` states; the operator is one that the field allows. */
export function conditionOf<Field extends string>(
  name: Field,
  field: FilterField,
  operator: ConditionOperator,
  text: string,
): ConditionOrProblem<Field> {
  const failed = (problem: string) => ({ ok: false, problem: `"${name}.${operator}" ${problem}.` }) as const;
  const met = (condition: Condition<Field>) => ({ ok: true, condition }) as const;
  if (isOneOf(patternOperators, operator)) {
    const problem = textProblem(text);
    return problem === null
      ? met({ kind: 'pattern', field: name, operator, pattern: text })
      : failed(problem);
  }
  if (isOneOf(comparisonOperators, operator)) {
    const read = readValue(field, text);
    return typeof read === 'string'
      ? failed(read)
      : met({ kind: 'comparison', field: name, operator, value: read.value });
  }
  const read = readList(field, text);
  if (typeof read === 'string') return failed(read);
  return isOneOf(membershipOperators, operator)
    ? met({ kind: 'membership', field: name, operator, values: read.values })
    : met({ kind: 'array', field: name, operator, values: read.values });
}

/** Comma separated; the parts are taken as they are, blanks included. A string is what is wrong. */
function readList(field: FilterField, text: string): { readonly values: readonly string[] } | string {
  const values = text.split(',');
  if (values.length > listValuesMax) return `takes at most ${listValuesMax} values`;
  for (const value of values) {
    const read = readValue(field, value);
    if (typeof read === 'string') return read;
  }
  return { values };
}

/** A string is what is wrong. */
function readValue(field: FilterField, text: string): { readonly value: ConditionValue } | string {
  switch (field.type) {
    case 'text':
    case 'list':
      return textProblem(text) ?? { value: text };
    case 'uuid':
      return isUuid(text) ? { value: text } : 'must be a UUID';
    case 'enum':
      return field.values.includes(text) ? { value: text } : `must be one of ${field.values.join(', ')}`;
    case 'boolean':
      return text === 'true' || text === 'false' ? { value: text === 'true' } : 'must be true or false';
    case 'instant':
      return readInstant(text);
  }
}

/** U+0000 is refused because PostgreSQL's text cannot hold it. */
function textProblem(text: string): string | null {
  if (text.length > textLengthMax) return `must have at most ${textLengthMax} characters`;
  return text.includes('\0') ? 'must not contain the character U+0000' : null;
}

export function isUuid(text: string): boolean {
  return uuidPattern.test(text);
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * A date, or a date and time; without a zone it is UTC. A `+` that the client left unescaped in the query
 * arrives as a blank, so that a blank, and no sign at all, count as `+`.
 */
const instantPattern =
  /^(?<date>\d{4}-\d{2}-\d{2})(?:T(?<time>\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?)(?:Z|(?<sign>[+ -]?)(?<offset>\d{2}:\d{2}))?)?$/;
const instantProblem =
  'must be a date (2023-01-31) or a date and time (2023-01-31T13:30:00.000Z) in ISO 8601, from the year 1000 on';
const instantMin = Date.UTC(1000, 0, 1);
const instantMax = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

function readInstant(text: string): { readonly value: number } | string {
  const { date, time, sign, offset } = instantPattern.exec(text)?.groups ?? {};
  if (date === undefined) return instantProblem;
  // Date.parse takes the 30th of February for the 2nd of March.
  const midnight = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(date)) return instantProblem;
  const zone = offset === undefined ? 'Z' : `${sign === '-' ? '-' : '+'}${offset}`;
  const value = Date.parse(`${date}T${time ?? '00:00:00'}${zone}`);
  return value >= instantMin && value <= instantMax ? { value } : instantProblem;
}

function isOneOf<Operator extends ConditionOperator>(
  operators: readonly Operator[],
  operator: ConditionOperator,
): operator is Operator {
  return operators.some((candidate) => candidate === operator);
}
