import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Condition } from '../../../domain/listing.ts';
import { accepted, type Result, refused } from '../../../domain/refusal.ts';
import { type RecordField, readRecordPage } from '../../../store/record-pages.ts';
import { findRecord } from '../../../store/records.ts';
import { textOf, uuid } from '../../text-input.ts';
import { pageAnswer, send } from '../answer.ts';
import { workspaceOf } from '../caller.ts';
import { type ListRules, parseListQuery, queryOf } from '../list-query.ts';
import type { DotfileOptions } from '../plugin.ts';
import { companyKind } from './company-record.ts';
import {
  completeDocumentOrder,
  createDocumentOrder,
  failDocumentOrder,
  noSuchOrder,
} from './document-order-changes.ts';
import { documentProducts } from './document-order-products.ts';
import {
  type DocumentOrderRecord,
  documentOrderKind,
  documentOrderResource,
} from './document-order-record.ts';
import { parseBody } from './input.ts';
import { idKeyOf } from './record-key.ts';

const refLengthMax = 500;
const fileIdLengthMax = 255;

/** Dotfile's `DocumentOrderCreate`. */
const orderCreate = z.strictObject({ company_id: uuid, product_ref: textOf(1, refLengthMax) });
const completion = z.strictObject({ file_id: textOf(1, fileIdLengthMax).optional() });
const failure = z.strictObject({});

type Field = 'company_id' | 'status' | 'created_at' | 'updated_at';

const instants = ['eq', 'not_eq', 'gt', 'gte', 'lt', 'lte'] as const;
const rules: ListRules<Field, 'created_at' | 'updated_at'> = {
  filters: {
    company_id: { type: 'uuid', operators: ['eq', 'in'] },
    status: {
      type: 'enum',
      values: ['created', 'processing', 'completed', 'failed'],
      operators: ['eq', 'not_eq', 'in', 'not_in'],
    },
    created_at: { type: 'instant', operators: instants },
    updated_at: { type: 'instant', operators: instants },
  },
  sortFields: ['created_at', 'updated_at'],
  sortDefault: [{ field: 'created_at', descending: false }],
  limitMax: 100,
};

interface One {
  Params: { id: string };
}

/** Documents ordered of companies. Listing, reading, completing and failing them are ours. */
export function documentOrderRoutes(
  scope: FastifyInstance,
  { context, changeRecords }: DotfileOptions,
): void {
  const { sql, now } = context;

  scope.get('/v1/company-data/available-documents', async (request, reply) => {
    const query = queryOf(request.url);
    const id = query.get('company_id');
    if (id === null) {
      const named = query.has('country') && query.has('registration_number');
      const message = '"company_id" is needed, or "country" and "registration_number".';
      const data = accepted({ data: documentProducts });
      return send(reply, 200, named ? data : refused('invalid_request', message), now());
    }
    const company = await findRecord(sql, workspaceOf(request).id, companyKind, idKeyOf(id));
    const none = refused('invalid_request', '"company_id": There is no such company.');
    return send(reply, 200, company === null ? none : accepted({ data: documentProducts }), now());
  });

  scope.post('/v1/company-data/document-orders', async (request, reply) => {
    const body = parseBody(orderCreate, request.body);
    const workspaceId = workspaceOf(request).id;
    const created = body.ok ? await createDocumentOrder(changeRecords, workspaceId, body.value) : body;
    return send(reply, 201, resourceOf(created), now());
  });

  scope.get('/v1/document-orders', async (request, reply) => {
    const listing = parseListQuery(rules, queryOf(request.url));
    if (!listing.ok) return send(reply, 200, listing, now());
    const conditions = listing.value.conditions.map(
      (condition): Condition<RecordField> => ({
        ...condition,
        field: condition.field === 'company_id' ? 'parent_id' : condition.field,
      }),
    );
    const { records, count } = await readRecordPage(sql, workspaceOf(request).id, documentOrderKind, {
      ...listing.value,
      conditions,
    });
    const page = pageAnswer(records.map(documentOrderResource), listing.value.page, count);
    return send(reply, 200, accepted(page), now());
  });

  scope.get<One>('/v1/document-orders/:id', async (request, reply) => {
    const key = idKeyOf(request.params.id);
    const found = await findRecord(sql, workspaceOf(request).id, documentOrderKind, key);
    return send(reply, 200, resourceOf(found === null ? noSuchOrder() : accepted(found)), now());
  });

  scope.post<One>('/v1/document-orders/:id/complete', async (request, reply) => {
    const body = parseBody(completion, request.body ?? {});
    const { id } = request.params;
    const ended = body.ok
      ? await completeDocumentOrder(changeRecords, workspaceOf(request).id, id, body.value.file_id)
      : body;
    return send(reply, 200, resourceOf(ended), now());
  });

  scope.post<One>('/v1/document-orders/:id/fail', async (request, reply) => {
    const body = parseBody(failure, request.body ?? {});
    const { id } = request.params;
    const ended = body.ok ? await failDocumentOrder(changeRecords, workspaceOf(request).id, id) : body;
    return send(reply, 200, resourceOf(ended), now());
  });
}

function resourceOf(result: Result<DocumentOrderRecord>): Result<ReturnType<typeof documentOrderResource>> {
  return result.ok ? accepted(documentOrderResource(result.value)) : result;
}
