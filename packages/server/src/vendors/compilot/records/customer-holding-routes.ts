import type { FastifyInstance } from 'fastify';
import type { ChangeMoment } from '../../../domain/record.ts';
import { accepted, mapped, type Result } from '../../../domain/refusal.ts';
import { listAnswer, send } from '../answer.ts';
import { parseBody } from '../body.ts';
import { workspaceIdOf } from '../caller.ts';
import type { CompilotOptions } from '../plugin.ts';
import { type Changing, changeRecord } from './changes.ts';
import type { OneRecord } from './crud-routes.ts';
import { withIp, withoutIp, withoutWallet, withWallet } from './customer-decisions.ts';
import { ipCreate, walletCreate } from './customer-input.ts';
import { type CustomerDocument, type CustomerRecord, customer } from './customer-record.ts';
import { findCustomer } from './customer-routes.ts';

interface OneHolding {
  Params: { id: string; name: string };
}

/** The wallets and the IP addresses of a customer; adding and removing one changes the customer. */
export function customerHoldingRoutes(scope: FastifyInstance, options: CompilotOptions): void {
  const { context, changeRecords } = options;

  for (const holding of ['wallets', 'ips'] as const) {
    scope.get<OneRecord>(`/customers/:id/${holding}`, async (request, reply) => {
      const found = await findCustomer(context.sql, workspaceIdOf(request), request.params.id);
      return send(
        reply,
        200,
        mapped(found, ({ document }) => listAnswer<object>(document[holding], document[holding].length)),
      );
    });

    scope.delete<OneHolding>(`/customers/:id/${holding}/:name`, async (request, reply) => {
      const { id, name } = request.params;
      const without = holding === 'wallets' ? withoutWallet : withoutIp;
      const changing = { changeRecords, workspaceId: workspaceIdOf(request) };
      const changed = await changeHoldings(changing, id, (document) => without(document, name));
      return send(
        reply,
        204,
        mapped(changed, () => null),
      );
    });
  }

  scope.post<OneRecord>('/customers/:id/wallets', async (request, reply) => {
    const body = parseBody(walletCreate, request.body);
    if (!body.ok) return send(reply, 201, body);
    const changing = { changeRecords, workspaceId: workspaceIdOf(request) };
    const changed = await changeHoldings(changing, request.params.id, (document, moment) =>
      withWallet(document, body.value, moment),
    );
    return send(
      reply,
      201,
      mapped(changed, ({ document }) => document.wallets.at(-1)),
    );
  });

  scope.post<OneRecord>('/customers/:id/ips', async (request, reply) => {
    const body = parseBody(ipCreate, request.body);
    if (!body.ok) return send(reply, 201, body);
    const changing = { changeRecords, workspaceId: workspaceIdOf(request) };
    const changed = await changeHoldings(changing, request.params.id, (document, moment) =>
      withIp(document, body.value, moment),
    );
    return send(
      reply,
      201,
      mapped(changed, ({ document }) => document.ips.at(-1)),
    );
  });
}

function changeHoldings(
  changing: Changing,
  id: string,
  become: (document: CustomerDocument, moment: ChangeMoment) => Result<CustomerDocument>,
): Promise<Result<CustomerRecord>> {
  return changeRecord(
    changing,
    customer,
    id,
    async () => accepted(null),
    (before, _known, moment) => mapped(become(before, moment), (document) => ({ document })),
  );
}
