import type { FastifyInstance } from 'fastify';
import type { AppContext } from '../../app/context.ts';
import { accepted } from '../../domain/refusal.ts';
import { readDeliveryPage } from '../../store/delivery-pages.ts';
import { pageAnswer, send } from './answer.ts';
import { workspaceOf } from './caller.ts';
import { parseListQuery, queryOf } from './list-query.ts';
import { deliveryListing, webhookLog, webhookLogRules } from './webhook-log.ts';

export function webhookLogRoutes(scope: FastifyInstance, { sql, now }: AppContext): void {
  scope.get('/v1/webhook-logs', async (request, reply) => {
    const listing = parseListQuery(webhookLogRules, queryOf(request.url));
    if (!listing.ok) return send(reply, 200, listing, now());
    const workspace = workspaceOf(request);
    const { deliveries, count } = await readDeliveryPage(sql, workspace.id, deliveryListing(listing.value));
    const logs = deliveries.map((delivery) => webhookLog(workspace, delivery));
    return send(reply, 200, accepted(pageAnswer(logs, listing.value.page, count)), now());
  });
}
