import { checkStatuses, checkTypes } from '@belfry/dialects/dotfile';
import type { Condition, Listing } from '../../../../domain/listing.ts';
import { accepted, type Result } from '../../../../domain/refusal.ts';
import type { RecordField } from '../../../../store/record-pages.ts';
import { type ListRules, parseListQuery, readSwitches } from '../../list-query.ts';

type CheckSortField = 'created_at' | 'last_activity_at' | 'updated_at';
type CheckField = CheckSortField | 'individual_id' | 'company_id' | 'status' | 'type';

const instants = ['eq', 'not_eq', 'gt', 'gte', 'lt', 'lte'] as const;
const equality = ['eq', 'not_eq'] as const;
const switches = ['exclude_internal', 'include_not_relevant'] as const;

const rules: ListRules<CheckField, CheckSortField> = {
  filters: {
    individual_id: { type: 'uuid', operators: equality },
    company_id: { type: 'uuid', operators: equality },
    status: { type: 'enum', values: checkStatuses, operators: equality },
    type: { type: 'enum', values: checkTypes, operators: equality },
    created_at: { type: 'instant', operators: instants },
    updated_at: { type: 'instant', operators: instants },
    last_activity_at: { type: 'instant', operators: instants },
  },
  sortFields: ['created_at', 'last_activity_at', 'updated_at'],
  sortDefault: [{ field: 'updated_at', descending: false }],
  limitMax: 100,
  switches,
};

/** The query in the store's words. Unless asked for, checks of whom or what is not relevant are left out. */
export function parseCheckQuery(query: URLSearchParams): Result<Listing<RecordField>> {
  const listing = parseListQuery(rules, query);
  if (!listing.ok) return listing;
  const on = readSwitches(switches, query, 'others too');
  if (!on.ok) return on;
  const conditions = listing.value.conditions.map(
    (condition): Condition<RecordField> => ({ ...lowerCased(condition), field: fields[condition.field] }),
  );
  if (on.value.has('exclude_internal')) conditions.push(is('term.is_internal', 'false'));
  if (!on.value.has('include_not_relevant')) conditions.push(is('term.is_relevant', 'true'));
  return accepted({ ...listing.value, conditions });
}

const fields: Readonly<Record<CheckField, RecordField>> = {
  individual_id: 'term.individual_id',
  company_id: 'term.company_id',
  type: 'term.type',
  status: 'status',
  created_at: 'created_at',
  updated_at: 'updated_at',
  last_activity_at: 'last_activity_at',
};

function is(field: RecordField, value: string): Condition<RecordField> {
  return { kind: 'comparison', field, operator: 'eq', value };
}

/** Ids in terms are texts, and lower case; types and statuses are so already. */
function lowerCased(condition: Condition<CheckField>): Condition<CheckField> {
  if (condition.kind !== 'comparison' || typeof condition.value !== 'string') return condition;
  return { ...condition, value: condition.value.toLowerCase() };
}
