import type { Condition, Listing } from '../../../domain/listing.ts';
import type { RecordField } from '../../../store/record-pages.ts';
import type { ListRules } from '../list-query.ts';
import { foldedLabel } from './tag-label.ts';

type CaseField = CaseSortField | 'external_id' | 'assignee_id' | 'tags' | 'status' | 'updated_at';
type CaseSortField = 'created_at' | 'last_activity_at' | 'name';

const instants = ['eq', 'not_eq', 'gt', 'gte', 'lt', 'lte'] as const;

export const caseRules: ListRules<CaseField, CaseSortField> = {
  filters: {
    external_id: { type: 'text', operators: ['eq', 'not_eq'] },
    assignee_id: { type: 'uuid', operators: ['eq', 'not_eq'] },
    name: { type: 'text', operators: ['eq', 'not_eq', 'like', 'ilike'] },
    tags: { type: 'list', operators: ['array_contains', 'array_not_contains', 'array_overlap'] },
    status: {
      type: 'enum',
      values: ['draft', 'open', 'approved', 'rejected', 'closed'],
      operators: ['eq', 'not_eq', 'in', 'not_in'],
    },
    created_at: { type: 'instant', operators: instants },
    updated_at: { type: 'instant', operators: instants },
    last_activity_at: { type: 'instant', operators: instants },
  },
  sortFields: ['created_at', 'last_activity_at', 'name'],
  sortDefault: [{ field: 'created_at', descending: false }],
  limitMax: 100,
  switches: ['include_custom_properties'],
};

/** The listing in the store's words. */
export function caseListing(listing: Listing<CaseField, CaseSortField>): Listing<RecordField> {
  const conditions = listing.conditions.map(
    (condition): Condition<RecordField> => ({
      ...asInTerms(condition),
      field: recordFields[condition.field],
    }),
  );
  return { ...listing, conditions };
}

const recordFields: Readonly<Record<CaseField, RecordField>> = {
  external_id: 'external_id',
  assignee_id: 'term.assignee_id',
  name: 'name',
  tags: 'term.tags',
  status: 'status',
  created_at: 'created_at',
  updated_at: 'updated_at',
  last_activity_at: 'last_activity_at',
};

/** Terms have ids in lower case, and labels folded. */
function asInTerms(condition: Condition<CaseField>): Condition<CaseField> {
  if (condition.field === 'assignee_id' && condition.kind === 'comparison') {
    return { ...condition, value: String(condition.value).toLowerCase() };
  }
  if (condition.field === 'tags' && condition.kind === 'array') {
    return { ...condition, values: condition.values.map(foldedLabel) };
  }
  return condition;
}
