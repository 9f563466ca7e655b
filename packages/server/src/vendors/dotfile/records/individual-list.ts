import type { Condition, Listing } from '../../../domain/listing.ts';
import type { RecordField } from '../../../store/record-pages.ts';
import type { ListRules } from '../list-query.ts';

type IndividualField = IndividualSortField | 'birth_date' | 'email' | 'updated_at';
type IndividualSortField = 'created_at' | 'first_name' | 'last_activity_at' | 'last_name';

const instants = ['eq', 'not_eq', 'gt', 'gte', 'lt', 'lte'] as const;
const texts = ['eq', 'not_eq', 'like', 'ilike'] as const;

export const individualRules: ListRules<IndividualField, IndividualSortField> = {
  filters: {
    first_name: { type: 'text', operators: texts },
    last_name: { type: 'text', operators: texts },
    birth_date: { type: 'instant', operators: ['eq'] },
    email: { type: 'text', operators: texts },
    created_at: { type: 'instant', operators: instants },
    updated_at: { type: 'instant', operators: instants },
    last_activity_at: { type: 'instant', operators: instants },
  },
  sortFields: ['created_at', 'first_name', 'last_activity_at', 'last_name'],
  sortDefault: [{ field: 'created_at', descending: false }],
  limitMax: 100,
};

/** The listing in the store's words. */
export function individualListing(
  listing: Listing<IndividualField, IndividualSortField>,
): Listing<RecordField> {
  return {
    ...listing,
    conditions: listing.conditions.map(conditionOf),
    sort: listing.sort.map(({ field, descending }) => ({ field: sortedBy[field], descending })),
  };
}

/** Equality is found by terms, which have an index; patterns need the texts. */
function conditionOf(condition: Condition<IndividualField>): Condition<RecordField> {
  const equality = condition.kind === 'comparison';
  switch (condition.field) {
    case 'birth_date':
      // Of a date and time the day counts, in UTC; as the rules have it, the value is an instant.
      return {
        ...condition,
        kind: 'comparison',
        field: 'term.birth_date',
        operator: 'eq',
        value: equality ? new Date(Number(condition.value)).toISOString().slice(0, 10) : '',
      };
    case 'first_name':
    case 'email':
      return { ...condition, field: equality ? `term.${condition.field}` : `text.${condition.field}` };
    case 'last_name':
      return { ...condition, field: 'name' };
    case 'created_at':
    case 'updated_at':
    case 'last_activity_at':
      return { ...condition, field: condition.field };
  }
}

const sortedBy: Readonly<Record<IndividualSortField, RecordField>> = {
  created_at: 'created_at',
  first_name: 'text.first_name',
  last_activity_at: 'last_activity_at',
  last_name: 'name',
};
