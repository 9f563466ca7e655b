import {
  type EventTypeAnswer,
  type EventTypeUpdate,
  eventType,
  eventTypeBodyBytesMax,
  eventTypeCreate,
  eventTypeList,
  eventTypeQuery,
  eventTypeUpdate,
} from '@belfry/api';
import type { Dialect } from '@belfry/dialects';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AppContext } from '../app/context.ts';
import { archiveEventType, createEventType, updateEventType } from '../app/event-types.ts';
import { type EventTypeView, readEventType, readEventTypes } from '../app/read-event-types.ts';
import { dialectOf } from '../app/workspace-dialect.ts';
import { exampleCall } from '../domain/example-call.ts';
import type { EventTypeChange } from '../domain/own-event-type.ts';
import type { Result } from '../domain/refusal.ts';
import { actingAs, workspaceOf } from './caller.ts';
import { granted } from './errors.ts';
import { type Api, instantText, noContent, refusals } from './route.ts';

const tags = ['Event types'];

/** Any text: what no event type can be named, none is. */
const typeParams = z.object({ type: z.string() });

/** `changed` is called before a change of a workspace's types is answered: who is answered may publish at once. */
export function eventTypeRoutes(api: Api, context: AppContext, changed: (workspaceId: string) => void): void {
  const done = <Value>(request: FastifyRequest, result: Result<Value>): Value => {
    if (result.ok) changed(workspaceOf(request).id);
    return granted(result);
  };
  readingRoutes(api, context);
  api.post(
    '/event-types',
    {
      bodyLimit: eventTypeBodyBytesMax,
      schema: {
        tags,
        summary: 'Define an event type',
        description:
          'Where the dialect of the workspace leaves its event types to the workspace: `own_event_types` of ' +
          '`GET /workspace`. It may be published and subscribed to at once.',
        body: eventTypeCreate,
        response: { 201: eventType, ...refusals },
      },
    },
    async (request, reply) => {
      const { type, group = '', description = '', deprecation = null, ...json } = request.body;
      const { data_schema: dataSchema = null, data_example: dataExample } = json;
      const draft = { type, group, description, deprecation, dataSchema, example: dataExample ?? undefined };
      const created = done(
        request,
        await createEventType(actingAs(context, request), workspaceOf(request), draft),
      );
      return reply.code(201).send(presentEventType(dialectOf(workspaceOf(request)), created));
    },
  );
  api.patch(
    '/event-types/:type',
    {
      bodyLimit: eventTypeBodyBytesMax,
      schema: {
        tags,
        summary: 'Change an event type',
        description:
          'What is absent stays. The example has to pass the schema as both are then. Events published before are ' +
          'not judged again.',
        params: typeParams,
        body: eventTypeUpdate,
        response: { 200: eventType, ...refusals },
      },
    },
    async (request) => {
      const { type } = request.params;
      const workspace = workspaceOf(request);
      const updated = done(
        request,
        await updateEventType(actingAs(context, request), workspace, type, changeOf(request.body)),
      );
      return presentEventType(dialectOf(workspace), updated);
    },
  );
  api.delete(
    '/event-types/:type',
    {
      schema: {
        tags,
        summary: 'Archive an event type',
        description:
          'It is no longer published or newly subscribed to. What was published before stays readable, and its ' +
          'deliveries and their retries go on.',
        params: typeParams,
        response: { 204: noContent, ...refusals },
      },
    },
    async (request, reply) => {
      done(
        request,
        await archiveEventType(actingAs(context, request), workspaceOf(request), request.params.type),
      );
      return reply.code(204).send();
    },
  );
}

function readingRoutes(api: Api, context: AppContext): void {
  api.get(
    '/event-types',
    {
      schema: {
        tags,
        summary: 'List the catalogue',
        description:
          'Every event type that may be published and subscribed to; archived ones where asked for.',
        querystring: eventTypeQuery,
        response: { 200: eventTypeList, ...refusals },
      },
    },
    async (request) => {
      const views = await readEventTypes(context, workspaceOf(request), request.query.archived);
      const dialect = dialectOf(workspaceOf(request));
      const rows = views.map((view) => presentEventType(dialect, view));
      return { data: request.query.schemas === 'true' ? rows : rows.map(withoutSchemas) };
    },
  );
  api.get(
    '/event-types/:type',
    {
      schema: {
        tags,
        summary: 'Get an event type, archived or not',
        params: typeParams,
        response: { 200: eventType, ...refusals },
      },
    },
    async (request) =>
      presentEventType(
        dialectOf(workspaceOf(request)),
        granted(await readEventType(context, workspaceOf(request), request.params.type)),
      ),
  );
}

function withoutSchemas(row: EventTypeAnswer): EventTypeAnswer {
  return { ...row, body_schema: null, data_schema: null };
}

function presentEventType(dialect: Dialect, { eventType, own }: EventTypeView): EventTypeAnswer {
  const { type, group, description, parent, deprecation, example, bodySchema } = eventType;
  return {
    type,
    group,
    description,
    parent,
    deprecation,
    example,
    body_example: JSON.parse(exampleCall(dialect, eventType).body),
    body_schema: bodySchema,
    data_schema: own?.definition.dataSchema ?? null,
    data_example: own?.definition.example ?? null,
    archived_at: instantText(own?.archivedAt ?? null),
    created_at: instantText(own?.createdAt ?? null),
    updated_at: instantText(own?.updatedAt ?? null),
  };
}

function changeOf({
  data_schema: dataSchema,
  data_example: dataExample,
  ...same
}: EventTypeUpdate): EventTypeChange {
  return { ...same, dataSchema, dataExample };
}
