import type { FastifyInstance } from 'fastify';
import type { Condition, Listing } from '../../../domain/listing.ts';
import { accepted, refused } from '../../../domain/refusal.ts';
import { type ActivityField, findActivity, readActivityPage } from '../../../store/activities.ts';
import { pageAnswer, send } from '../answer.ts';
import { workspaceOf } from '../caller.ts';
import { type ListRules, parseListQuery, queryOf, readSwitches } from '../list-query.ts';
import type { DotfileOptions } from '../plugin.ts';
import { activityResource } from './activity-record.ts';
import { publishedActivityTypes } from './activity-types.ts';
import { idKeyOf } from './record-key.ts';

type Field = 'case_id' | 'individual_id' | 'company_id' | 'type' | 'author_id' | 'created_at';

/** Ours: activities of types that Dotfile's API does not have. */
const withExtra = 'include_extra_types';

const typeOperators = ['eq', 'not_eq', 'in', 'not_in'] as const;

const rules: ListRules<Field, 'created_at'> = {
  filters: {
    case_id: { type: 'uuid', operators: ['eq'] },
    individual_id: { type: 'uuid', operators: ['eq'] },
    company_id: { type: 'uuid', operators: ['eq'] },
    type: { type: 'enum', values: publishedActivityTypes, operators: typeOperators },
    author_id: { type: 'uuid', operators: ['eq'] },
    created_at: { type: 'instant', operators: ['eq', 'gte', 'lte', 'gt', 'lt'] },
  },
  sortFields: ['created_at'],
  sortDefault: [{ field: 'created_at', descending: false }],
  limitMax: 100,
  switches: [withExtra],
};

const extraRules: typeof rules = {
  ...rules,
  filters: { ...rules.filters, type: { type: 'text', operators: typeOperators } },
};

const stored: Readonly<Record<Field, ActivityField>> = {
  case_id: 'root_id',
  individual_id: 'term.individual_id',
  company_id: 'term.company_id',
  type: 'type',
  author_id: 'term.author_id',
  created_at: 'created_at',
};

/** Who did what, when, through which key. */
export function activityRoutes(scope: FastifyInstance, { context }: DotfileOptions): void {
  const { sql, now } = context;

  scope.get('/v1/activities', async (request, reply) => {
    const query = queryOf(request.url);
    const switches = readSwitches([withExtra], query, 'others too');
    if (!switches.ok) return send(reply, 200, switches, now());
    const extra = switches.value.has(withExtra);
    const listing = parseListQuery(extra ? extraRules : rules, query);
    if (!listing.ok) return send(reply, 200, listing, now());
    const workspaceId = workspaceOf(request).id;
    const { activities, count } = await readActivityPage(
      sql,
      workspaceId,
      storedListing(listing.value),
      extra,
    );
    const page = pageAnswer(activities.map(activityResource), listing.value.page, count);
    return send(reply, 200, accepted(page), now());
  });

  scope.get<{ Params: { id: string } }>('/v1/activities/:id', async (request, reply) => {
    const { id } = idKeyOf(request.params.id);
    const found = id === null ? null : await findActivity(sql, workspaceOf(request).id, id);
    const answer =
      found === null ? refused('not_found', 'There is no such activity.') : accepted(activityResource(found));
    return send(reply, 200, answer, now());
  });
}

/** Ids in terms are texts, and lower case. */
function storedListing(listing: Listing<Field, 'created_at'>): Listing<ActivityField, 'created_at'> {
  const conditions = listing.conditions.map((condition): Condition<ActivityField> => {
    const field = stored[condition.field];
    const isId = condition.kind === 'comparison' && field.startsWith('term.');
    return isId
      ? { ...condition, field, value: String(condition.value).toLowerCase() }
      : { ...condition, field };
  });
  return { ...listing, conditions };
}
