import { customerTypes } from '@belfry/dialects/compilot';
import type { FastifyInstance } from 'fastify';
import { newRoot } from '../../../domain/record.ts';
import { accepted, mapped, type Result, refused } from '../../../domain/refusal.ts';
import { findByTerm, findRecord } from '../../../store/records.ts';
import { send } from '../answer.ts';
import { parseBody } from '../body.ts';
import { workspaceIdOf } from '../caller.ts';
import type { CompilotOptions } from '../plugin.ts';
import { type Changing, createRecord } from './changes.ts';
import { deletingRoute, type OneRecord, patchingRoute, readingRoutes } from './crud-routes.ts';
import { createdCustomer, patchedCustomer } from './customer-decisions.ts';
import { type CustomerCreate, customerCreate, customerUpdate } from './customer-input.ts';
import {
  type CustomerRecord,
  customer,
  customerDetails,
  customerKind,
  walletTerm,
} from './customer-record.ts';
import { partyFilters, partyLast, patchParty } from './party-routes.ts';
import { checkFree, keyOf, noSuch } from './resource.ts';
import { isWord } from './scalars.ts';

interface OneWallet {
  Params: { id: string; address: string };
}

/** Customers: list, get, details, by wallet, create, change, delete. */
export function customerRoutes(scope: FastifyInstance, options: CompilotOptions): void {
  const { context, changeRecords } = options;
  const { sql } = context;
  readingRoutes(scope, options, '/customers', customer, {
    ...partyFilters,
    cmsProjectId: { field: 'term.project', values: 'text' },
    type: { field: 'term.type', values: customerTypes },
  });
  patchingRoute(scope, options, '/customers', customer, customerUpdate, (changing, id, patch) =>
    patchParty(changing, customer, id, patch, patchedCustomer),
  );
  deletingRoute(scope, options, '/customers', customer, partyLast);

  scope.get<OneRecord>('/customers/:id/details', async (request, reply) => {
    const found = await findCustomer(sql, workspaceIdOf(request), request.params.id);
    return send(reply, 200, mapped(found, customerDetails));
  });

  scope.get<OneWallet>('/projects/:id/customer-wallets/:address/customer', async (request, reply) => {
    const workspaceId = workspaceIdOf(request);
    const { id: projectId, address } = request.params;
    const found = await findByWallet(sql, workspaceId, projectId, address);
    return send(
      reply,
      200,
      mapped(found, (record) => customer.image(record, workspaceId)),
    );
  });

  scope.post<OneRecord>('/workflows/:id/customers', async (request, reply) => {
    const body = parseBody(customerCreate, request.body);
    const changing = { changeRecords, workspaceId: workspaceIdOf(request) };
    const created = body.ok ? await createCustomer(changing, request.params.id, body.value) : body;
    return send(reply, 201, mapped(created, customerDetails));
  });
}

/** Refuses not_found. */
export async function findCustomer(
  sql: CompilotOptions['context']['sql'],
  workspaceId: string,
  id: string,
): Promise<Result<CustomerRecord>> {
  const record = await findRecord(sql, workspaceId, customerKind, keyOf(id));
  return record === null ? noSuch(customer) : accepted(record);
}

/** Where several customers of the project have the wallet, the one that was created first. Refuses not_found. */
async function findByWallet(
  sql: CompilotOptions['context']['sql'],
  workspaceId: string,
  projectId: string,
  address: string,
): Promise<Result<CustomerRecord>> {
  const unknown = refused('not_found', 'The project has no customer with this wallet.');
  if (!isWord(projectId) || !isWord(address)) return unknown;
  const term = walletTerm(projectId, address);
  const record = await findByTerm(sql, workspaceId, customerKind, 'wallet', term);
  return record === null ? unknown : accepted(record);
}

async function createCustomer(
  changing: Changing,
  workflowId: string,
  input: CustomerCreate,
): Promise<Result<CustomerRecord>> {
  if (!isWord(workflowId)) return refused('not_found', 'There is no such workflow.');
  return createRecord(
    changing,
    customer,
    (reader) => checkFree(reader, customer, 'externalCustomerId', input.externalCustomerId, null),
    (_free, moment) => ({
      record: newRoot(customerKind, moment, createdCustomer(input, workflowId, changing.workspaceId, moment)),
    }),
  );
}
