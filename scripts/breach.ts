/** One place that breaks a rule of the house. */
export interface Breach {
  readonly path: string;
  readonly line: number;
  readonly kind: BreachKind;
  readonly message: string;
}

export type BreachKind =
  | 'import'
  | 'escape'
  | 'undeclared'
  | 'unused'
  | 'computed'
  | 'unknown'
  | 'vendor'
  | 'size';
