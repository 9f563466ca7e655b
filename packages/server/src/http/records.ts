import {
  type RecordAnswer,
  recordChildrenMax,
  recordDetail,
  recordKindList,
  recordPage,
  recordQuery,
} from '@belfry/api';
import type { BrowsableKindsOf } from '../app/browsable-kind.ts';
import { browseRecords, type RecordView, readRecord, readRecordKinds } from '../app/browse-records.ts';
import type { AppContext } from '../app/context.ts';
import { createdAt } from '../domain/record.ts';
import { workspaceOf } from './caller.ts';
import { granted } from './errors.ts';
import { pageRequestOf, presentPage } from './page.ts';
import { type Api, idParams, instantText, refusals } from './route.ts';

const tags = ['Records'];

/** The records behind the vendors' APIs, to be looked at; they are changed through those. */
export function recordRoutes(api: Api, context: AppContext, kindsOf: BrowsableKindsOf): void {
  api.get(
    '/records',
    {
      schema: {
        tags,
        summary: 'Search records, newest first',
        querystring: recordQuery,
        response: { 200: recordPage, ...refusals },
      },
    },
    async (request) => {
      const { query } = request;
      const workspace = workspaceOf(request);
      const kinds = kindsOf(workspace.dialect);
      return presentPage(
        await browseRecords(context, workspace, kinds, query, pageRequestOf(query)),
        presentRecord,
      );
    },
  );
  api.get(
    '/records/kinds',
    {
      schema: {
        tags,
        summary: 'List the kinds of records',
        description: 'Empty where the contract of the workspace has no records.',
        response: { 200: recordKindList, ...refusals },
      },
    },
    async (request) => {
      const workspace = workspaceOf(request);
      return { data: [...(await readRecordKinds(context, workspace, kindsOf(workspace.dialect)))] };
    },
  );
  api.get(
    '/records/:id',
    {
      schema: {
        tags,
        summary: 'Get a record with what it holds',
        params: idParams,
        response: { 200: recordDetail, ...refusals },
      },
    },
    async (request) => {
      const workspace = workspaceOf(request);
      const kinds = kindsOf(workspace.dialect);
      const found = granted(
        await readRecord(context, workspace, kinds, request.params.id, recordChildrenMax),
      );
      return {
        ...presentRecord(found),
        document: found.record.document,
        children: found.children.map(presentRecord),
        subject: found.subject === null ? null : { ...found.subject },
      };
    },
  );
}

function presentRecord({ record, title }: RecordView): RecordAnswer {
  return {
    id: record.id,
    kind: record.kind,
    parent_id: record.parentId,
    root_id: record.rootId,
    name: title,
    status: record.status,
    external_id: record.externalId,
    created_at: instantText(createdAt(record)),
    updated_at: instantText(record.updatedAt),
  };
}
