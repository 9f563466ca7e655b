/** Which part of a collection a caller asks for: conditions (all must hold), an order, and one page of it. */
export interface Listing<Field extends string, SortField extends string = Field> {
  readonly conditions: readonly Condition<Field>[];
  readonly sort: readonly SortKey<SortField>[];
  readonly page: Page;
}

/** `number` from 1; `size` in items. */
export interface Page {
  readonly number: number;
  readonly size: number;
}

export interface SortKey<Field extends string> {
  readonly field: Field;
  readonly descending: boolean;
}

/**
 * A condition on one field. A missing value (null) equals nothing: `eq`, `in`, the orders, the patterns and
 * `array_contains` don't hold for it, while their negations do.
 */
export type Condition<Field extends string = string> =
  | ComparisonCondition<Field>
  | PatternCondition<Field>
  | MembershipCondition<Field>
  | ArrayCondition<Field>;

/** Instants are milliseconds since the epoch. */
export type ConditionValue = string | number | boolean;

export interface ComparisonCondition<Field extends string = string> {
  readonly kind: 'comparison';
  readonly field: Field;
  readonly operator: ComparisonOperator;
  readonly value: ConditionValue;
}

/** `_` stands for one character, `%` for any number of them; nothing escapes them. `ilike` ignores case. */
export interface PatternCondition<Field extends string = string> {
  readonly kind: 'pattern';
  readonly field: Field;
  readonly operator: PatternOperator;
  readonly pattern: string;
}

export interface MembershipCondition<Field extends string = string> {
  readonly kind: 'membership';
  readonly field: Field;
  readonly operator: MembershipOperator;
  readonly values: readonly string[];
}

/** On a field that is a list: holds all of the values, none of them, or at least one. */
export interface ArrayCondition<Field extends string = string> {
  readonly kind: 'array';
  readonly field: Field;
  readonly operator: ArrayOperator;
  readonly values: readonly string[];
}

export type ComparisonOperator = (typeof comparisonOperators)[number];
export type PatternOperator = (typeof patternOperators)[number];
export type MembershipOperator = (typeof membershipOperators)[number];
export type ArrayOperator = (typeof arrayOperators)[number];
export type ConditionOperator = ComparisonOperator | PatternOperator | MembershipOperator | ArrayOperator;

export const comparisonOperators = ['eq', 'not_eq', 'lt', 'lte', 'gt', 'gte'] as const;
export const patternOperators = ['like', 'ilike'] as const;
export const membershipOperators = ['in', 'not_in'] as const;
export const arrayOperators = ['array_contains', 'array_not_contains', 'array_overlap'] as const;
