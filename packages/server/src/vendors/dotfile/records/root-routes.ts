import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { Condition, Listing } from '../../../domain/listing.ts';
import type { StoredRecord } from '../../../domain/record.ts';
import { accepted, type Result } from '../../../domain/refusal.ts';
import { type RecordField, readRecordPage } from '../../../store/record-pages.ts';
import { findRecord } from '../../../store/records.ts';
import { pageAnswer, send } from '../answer.ts';
import { workspaceOf } from '../caller.ts';
import { type ListRules, parseListQuery, queryOf, readSwitches } from '../list-query.ts';
import type { DotfileOptions } from '../plugin.ts';
import { parseBody } from './input.ts';
import { idKeyOf } from './record-key.ts';
import { createRoot, deleteRoot, noSuch, patchRoot, type RootKind } from './root-changes.ts';

/** A kind with its path, its bodies and its list. */
export interface RootResource<Document, Create, Update> extends RootKind<Document> {
  /** "/v1/tags". */
  readonly path: string;
  readonly createBody: z.ZodType<Create>;
  readonly updateBody: z.ZodType<Update>;
  /** `at` in milliseconds since the epoch. */
  readonly created: (body: Create, at: number) => Document;
  readonly patched: (before: Document, body: Update) => Document;
  readonly resource: (record: StoredRecord<Document>) => object;
  readonly list: ListRules<string, string>;
  /** The list's fields in the store's words. */
  readonly fields: Readonly<Record<string, RecordField>>;
  /** Conditions that hold besides those of the query, by the switches that are on. */
  readonly also: (switches: ReadonlySet<string>) => readonly Condition<RecordField>[];
}

interface One {
  Params: { id: string };
}

/** List, create, get, patch and delete. */
export function rootRoutes<Document, Create, Update>(
  scope: FastifyInstance,
  options: DotfileOptions,
  root: RootResource<Document, Create, Update>,
): void {
  const { context, changeRecords } = options;
  const { sql, now } = context;
  const shown = (result: Result<StoredRecord<Document>>): Result<object> =>
    result.ok ? accepted(root.resource(result.value)) : result;
  const find = async (workspaceId: string, id: string): Promise<Result<StoredRecord<Document>>> => {
    const record = await findRecord(sql, workspaceId, root.kind, idKeyOf(id));
    return record === null ? noSuch(root) : accepted(record);
  };

  scope.get(root.path, async (request, reply) => {
    const query = queryOf(request.url);
    const listing = parseListQuery(root.list, query);
    if (!listing.ok) return send(reply, 200, listing, now());
    const switches = readSwitches(root.list.switches ?? [], query, 'others too');
    if (!switches.ok) return send(reply, 200, switches, now());
    const stored = storedListing(root, listing.value, switches.value);
    const { records, count } = await readRecordPage(sql, workspaceOf(request).id, root.kind, stored);
    const page = pageAnswer(records.map(root.resource), listing.value.page, count);
    return send(reply, 200, accepted(page), now());
  });

  scope.post(root.path, async (request, reply) => {
    const body = parseBody(root.createBody, request.body);
    if (!body.ok) return send(reply, 201, body, now());
    const workspaceId = workspaceOf(request).id;
    const created = await createRoot(changeRecords, workspaceId, root, ({ at }) =>
      root.created(body.value, at),
    );
    return send(reply, 201, shown(created), now());
  });

  scope.get<One>(`${root.path}/:id`, async (request, reply) => {
    const found = await find(workspaceOf(request).id, request.params.id);
    return send(reply, 200, shown(found), now());
  });

  scope.patch<One>(`${root.path}/:id`, async (request, reply) => {
    const body = parseBody(root.updateBody, request.body);
    if (!body.ok) return send(reply, 200, body, now());
    const workspaceId = workspaceOf(request).id;
    const patched = await patchRoot(changeRecords, workspaceId, root, request.params.id, (before) =>
      root.patched(before, body.value),
    );
    return send(reply, 200, shown(patched), now());
  });

  scope.delete<One>(`${root.path}/:id`, async (request, reply) => {
    const workspaceId = workspaceOf(request).id;
    const deleted = await deleteRoot(changeRecords, workspaceId, root, request.params.id);
    return send(reply, 204, deleted, now());
  });
}

function storedListing<Document, Create, Update>(
  root: RootResource<Document, Create, Update>,
  listing: Listing<string>,
  switches: ReadonlySet<string>,
): Listing<RecordField> {
  const fieldOf = (name: string): RecordField => {
    const field = root.fields[name];
    if (field === undefined) throw new Error(`${root.path} lists ${name} without saying where it is.`);
    return field;
  };
  return {
    conditions: [
      ...listing.conditions.map((condition) => ({ ...condition, field: fieldOf(condition.field) })),
      ...root.also(switches),
    ],
    sort: listing.sort.map((key) => ({ ...key, field: fieldOf(key.field) })),
    page: listing.page,
  };
}
