import type { FastifyInstance } from 'fastify';
import type { Condition, Listing } from '../../../../domain/listing.ts';
import { accepted, type Result } from '../../../../domain/refusal.ts';
import { type RecordField, readRecordPage } from '../../../../store/record-pages.ts';
import { pageAnswer, send } from '../../answer.ts';
import { workspaceOf } from '../../caller.ts';
import { type ListRules, parseListQuery, queryOf, readSwitches } from '../../list-query.ts';
import type { DotfileOptions } from '../../plugin.ts';
import { documentTypeImage, documentTypeKind } from './document-type-record.ts';

type Field = 'label' | 'key' | 'created_at' | 'updated_at';

const texts = ['eq', 'not_eq', 'like', 'ilike'] as const;
const instants = ['eq', 'not_eq', 'gt', 'gte', 'lt', 'lte'] as const;

const rules: ListRules<Field, Field> = {
  filters: {
    label: { type: 'text', operators: texts },
    key: { type: 'text', operators: texts },
    created_at: { type: 'instant', operators: instants },
    updated_at: { type: 'instant', operators: instants },
  },
  sortFields: ['created_at', 'key', 'label', 'updated_at'],
  sortDefault: [{ field: 'created_at', descending: true }],
  limitMax: 100,
  /** No type is ever archived, so that it makes no difference. */
  switches: ['include_archived'],
};

const fields: Readonly<Record<Field, RecordField>> = {
  label: 'name',
  key: 'text.key',
  created_at: 'created_at',
  updated_at: 'updated_at',
};

export function documentTypeRoutes(scope: FastifyInstance, { context }: DotfileOptions): void {
  const { sql, now } = context;

  scope.get('/v1/document_types', async (request, reply) => {
    const listing = parseQuery(queryOf(request.url));
    if (!listing.ok) return send(reply, 200, listing, now());
    const page = await readRecordPage(sql, workspaceOf(request).id, documentTypeKind, listing.value);
    const answer = pageAnswer(page.records.map(documentTypeImage), listing.value.page, page.count);
    return send(reply, 200, accepted(answer), now());
  });
}

function parseQuery(query: URLSearchParams): Result<Listing<RecordField>> {
  const listing = parseListQuery(rules, query);
  if (!listing.ok) return listing;
  const switches = readSwitches(['include_archived'], query, 'others too');
  if (!switches.ok) return switches;
  return accepted({
    ...listing.value,
    conditions: listing.value.conditions.map(
      (condition): Condition<RecordField> => ({ ...condition, field: fields[condition.field] }),
    ),
    sort: listing.value.sort.map(({ field, descending }) => ({ field: fields[field], descending })),
  });
}
