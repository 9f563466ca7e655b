import type { Condition, Listing } from '../../../domain/listing.ts';
import type { RecordField } from '../../../store/record-pages.ts';
import type { ListRules } from '../list-query.ts';

type CompanyField = CompanySortField | 'registration_number' | 'country' | 'updated_at';
type CompanySortField = 'created_at' | 'last_activity_at' | 'name';

const instants = ['eq', 'not_eq', 'gt', 'gte', 'lt', 'lte'] as const;
const texts = ['eq', 'not_eq', 'like', 'ilike'] as const;

export const companyRules: ListRules<CompanyField, CompanySortField> = {
  filters: {
    name: { type: 'text', operators: texts },
    registration_number: { type: 'text', operators: texts },
    country: { type: 'text', operators: ['eq'] },
    created_at: { type: 'instant', operators: instants },
    updated_at: { type: 'instant', operators: instants },
    last_activity_at: { type: 'instant', operators: instants },
  },
  sortFields: ['created_at', 'last_activity_at', 'name'],
  sortDefault: [{ field: 'created_at', descending: false }],
  limitMax: 100,
};

/** The listing in the store's words. */
export function companyListing(listing: Listing<CompanyField, CompanySortField>): Listing<RecordField> {
  return { ...listing, conditions: listing.conditions.map(conditionOf) };
}

/** Equality is found by terms, which have an index; patterns need the texts. */
function conditionOf(condition: Condition<CompanyField>): Condition<RecordField> {
  switch (condition.field) {
    case 'registration_number': {
      const place = condition.kind === 'comparison' ? 'term' : 'text';
      return { ...condition, field: `${place}.registration_number` };
    }
    case 'country':
      return { ...condition, field: 'term.country' };
    case 'name':
    case 'created_at':
    case 'updated_at':
    case 'last_activity_at':
      return { ...condition, field: condition.field };
  }
}
