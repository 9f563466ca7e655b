import type { FastifyInstance } from 'fastify';
import { accepted } from '../../../domain/refusal.ts';
import { findRecord } from '../../../store/records.ts';
import { pageAnswer, send } from '../answer.ts';
import { workspaceOf } from '../caller.ts';
import { type ListRules, parseListQuery, queryOf } from '../list-query.ts';
import type { DotfileOptions } from '../plugin.ts';
import { companies } from './company-kind.ts';
import { companyKind } from './company-record.ts';
import { idInPath, noSuch } from './entity-reading.ts';
import { idKeyOf } from './record-key.ts';

const vendorDataRules: ListRules<'name' | 'fetched_at', 'name' | 'fetched_at'> = {
  filters: {
    name: {
      type: 'enum',
      values: [
        'pappers',
        'kompany',
        'creditsafe',
        'kyckr',
        'companies_house',
        'inpi',
        'info_camere',
        'transparenzregister',
        'topograph',
        'charity_commission',
        'mod_finance',
      ],
      operators: ['eq', 'not_eq'],
    },
    fetched_at: { type: 'instant', operators: ['eq', 'not_eq', 'gt', 'gte', 'lt', 'lte'] },
  },
  sortFields: ['fetched_at', 'name'],
  sortDefault: [{ field: 'fetched_at', descending: false }],
  limitMax: 100,
};

/** What registries said of a company: always an empty page, for Belfry asks none. */
export function companyVendorDataRoutes(scope: FastifyInstance, { context }: DotfileOptions): void {
  const { sql, now } = context;

  scope.get<{ Params: { id: string } }>('/v1/companies/:id/vendor-data', async (request, reply) => {
    const id = idInPath('id', request.params.id);
    const listing = id.ok ? parseListQuery(vendorDataRules, queryOf(request.url)) : id;
    if (!id.ok || !listing.ok) return send(reply, 200, listing, now());
    const found = await findRecord(sql, workspaceOf(request).id, companyKind, idKeyOf(id.value));
    const page = accepted(pageAnswer([], listing.value.page, 0));
    return send(reply, 200, found === null ? noSuch(companies) : page, now());
  });
}
