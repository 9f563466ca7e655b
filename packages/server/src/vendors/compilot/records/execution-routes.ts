import type { FastifyInstance } from 'fastify';
import { creation, newMember, type StoredRecord } from '../../../domain/record.ts';
import { accepted, mapped, type Result, refused } from '../../../domain/refusal.ts';
import { readRecordPage } from '../../../store/record-pages.ts';
import { findRecord } from '../../../store/records.ts';
import { listAnswer, send } from '../answer.ts';
import { invalidField, parseBody } from '../body.ts';
import { workspaceIdOf } from '../caller.ts';
import { listed, parseListQuery } from '../list-query.ts';
import type { CompilotOptions } from '../plugin.ts';
import type { Changing } from './changes.ts';
import type { OneRecord } from './crud-routes.ts';
import { lockCustomer } from './customer-reading.ts';
import { type Execution, type ExecutionDocument, executionImage } from './executions.ts';
import { checkFree } from './resource.ts';
import { isWord } from './scalars.ts';

interface OneExecution {
  Params: { id: string; executionId: string };
}

/** Executions of scenarios or of verification flows: report, list, get. */
export function executionRoutes<Input>(
  scope: FastifyInstance,
  { context: { sql }, changeRecords }: CompilotOptions,
  path: '/scenarios' | '/workflows',
  execution: Execution<Input>,
): void {
  scope.post<OneRecord>(`${path}/:id/executions`, async (request, reply) => {
    const body = parseBody(execution.schema, request.body);
    const changing = { changeRecords, workspaceId: workspaceIdOf(request) };
    const reported = body.ok ? await report(changing, execution, request.params.id, body.value) : body;
    return send(
      reply,
      201,
      mapped(reported, (record) => executionImage(execution, record)),
    );
  });

  scope.get<OneRecord>(`${path}/:id/executions`, listed, async (request, reply) => {
    const filters = { customerId: { field: 'parent_id', values: 'uuid' } } as const;
    const listing = parseListQuery(filters, request.url);
    const { id: value } = request.params;
    if (!listing.ok) return send(reply, 200, listing);
    if (!isWord(value)) return send(reply, 200, accepted(listAnswer([], 0)));
    const { records, count } = await readRecordPage(sql, workspaceIdOf(request), execution.kind, {
      ...listing.value,
      conditions: [
        ...listing.value.conditions,
        { kind: 'comparison', field: 'term.executed', operator: 'eq', value },
      ],
    });
    const images = records.map((record) => executionImage(execution, record));
    return send(reply, 200, accepted(listAnswer(images, count)));
  });

  scope.get<OneExecution>(`${path}/:id/executions/:executionId`, async (request, reply) => {
    const { id, executionId } = request.params;
    const key = { id: null, externalId: isWord(executionId) ? executionId : null };
    const record = await findRecord(sql, workspaceIdOf(request), execution.kind, key);
    const found = record?.document.executedId === id ? record : null;
    if (found === null) return send(reply, 200, refused('not_found', 'There is no such execution.'));
    return send(reply, 200, accepted(executionImage(execution, found)));
  });
}

/** Records the report and tells of it. Refuses one whose `executionId` was reported before. */
async function report<Input>(
  { changeRecords, workspaceId }: Changing,
  execution: Execution<Input>,
  executedId: string,
  input: Input,
): Promise<Result<StoredRecord<ExecutionDocument>>> {
  if (!isWord(executedId)) return refused('not_found', `There is no such ${execution.executedName}.`);
  const problem = execution.problemOf(input, executedId);
  if (problem !== null) return invalidField(problem.path, problem.message);
  return changeRecords(workspaceId, {
    async read(reader) {
      const customer = await lockCustomer(reader, execution.customerIdOf(input));
      if (!customer.ok) return customer;
      const named = { kind: execution.kind, name: 'execution' };
      const free = await checkFree(reader, named, 'executionId', execution.executionIdOf(input), null);
      return free.ok ? customer : free;
    },
    decide(customer, moment) {
      const executionId = execution.executionIdOf(input) ?? moment.newId();
      const payload = execution.payloadOf(input, executedId, executionId, customer);
      const record = newMember(execution.kind, customer, moment, { executedId, payload });
      const subject = { customer_id: customer.id, execution_id: executionId };
      return accepted({
        writes: [creation(execution.kind, record)],
        events: [{ draft: { type: execution.eventType, data: payload }, subject }],
        value: record,
      });
    },
  });
}
