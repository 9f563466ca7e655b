import type { ColumnOf, ListColumn } from './list-conditions.ts';

/** Where a list's field is found: in a column of its own, or under a name in what the kind's listing states. */
export type RecordField =
  | 'created_at'
  | 'updated_at'
  | 'last_activity_at'
  | 'external_id'
  | 'name'
  | 'status'
  | 'parent_id'
  | 'root_id'
  /** Compared for equality only; never sorted by. */
  | `term.${string}`
  | `text.${string}`;

/** Of the record aliased `r`. */
export const columnOf: ColumnOf<RecordField> = (field): ListColumn => {
  switch (field) {
    case 'created_at':
      return { kind: 'id_time', name: 'r.id' };
    case 'updated_at':
    case 'last_activity_at':
      return { kind: 'instant', name: `r.${field}` };
    case 'external_id':
    case 'name':
    case 'status':
    case 'parent_id':
    case 'root_id':
      return { kind: 'column', name: `r.${field}` };
    default: {
      const dot = field.indexOf('.');
      const name = field.slice(dot + 1);
      return field.startsWith('term.')
        ? { kind: 'terms', name: 'r.terms', field: name }
        : { kind: 'json_text', name: 'r.texts', key: name };
    }
  }
};
