import { checkTypes } from '@belfry/dialects/dotfile';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { ChangeMoment } from '../../../../domain/record.ts';
import { accepted, type Result } from '../../../../domain/refusal.ts';
import { readRecordPage } from '../../../../store/record-pages.ts';
import { findRecord } from '../../../../store/records.ts';
import { pageAnswer, send } from '../../answer.ts';
import { workspaceOf } from '../../caller.ts';
import { queryOf } from '../../list-query.ts';
import type { DotfileOptions } from '../../plugin.ts';
import { idInPath } from '../entity-reading.ts';
import { parseBody } from '../input.ts';
import { changeCheck, deleteCheck, startCheck } from './check-changes.ts';
import { reportedCheck, withFiles } from './check-decisions.ts';
import { type CheckRecord, checkImage, checkSummary } from './check-image.ts';
import { type CheckReviewInput, checkCreate, checkReport, checkReview } from './check-input.ts';
import { parseCheckQuery } from './check-list.ts';
import type { CheckOutcome } from './check-outcome.ts';
import { noSuchCheck } from './check-reading.ts';
import { type CheckDocument, type CheckType, checkKind } from './check-record.ts';
import { reviewedCheck } from './check-review.ts';
import type { CheckTypeRules } from './check-type.ts';
import { checkTypeRules } from './check-types.ts';

export interface OneCheck {
  Params: { id: string };
}

/** The checks of all types, and what is the same for each type. */
export function checkRoutes(scope: FastifyInstance, options: DotfileOptions): void {
  const { context, changeRecords } = options;
  const { sql, now } = context;

  scope.get('/v1/checks', async (request, reply) => {
    const listing = parseCheckQuery(queryOf(request.url));
    if (!listing.ok) return send(reply, 200, listing, now());
    const page = await readRecordPage(sql, workspaceOf(request).id, checkKind, listing.value);
    const answer = pageAnswer(page.records.map(checkSummary), listing.value.page, page.count);
    return send(reply, 200, accepted(answer), now());
  });

  scope.delete<OneCheck>('/v1/checks/:id', async (request, reply) => {
    const id = idInPath('id', request.params.id);
    const deleted = id.ok ? await deleteCheck(changeRecords, workspaceOf(request).id, id.value) : id;
    return send(reply, 204, deleted, now());
  });

  /** Ours: what a vendor integration reports. */
  scope.post<OneCheck>('/v1/checks/:id/result', async (request, reply) => {
    const found = await readCheck(options, request, null);
    if (!found.ok) return send(reply, 200, found, now());
    const { type } = found.value.document;
    const report = checkReport(checkTypeRules[type]);
    return answerChange(options, request, reply, { type, status: 200, body: report, become: reportedCheck });
  });

  for (const type of checkTypes) typeRoutes(scope, options, checkTypeRules[type]);
}

function typeRoutes(scope: FastifyInstance, options: DotfileOptions, rules: CheckTypeRules): void {
  const { context, changeRecords } = options;
  const { type, path, addedFiles } = rules;
  const created = checkCreate(rules);

  scope.post(`/v1/checks/${path}`, async (request, reply) => {
    const body = parseBody(created, request.body);
    const started = body.ok
      ? await startCheck(changeRecords, workspaceOf(request).id, rules, body.value)
      : body;
    return send(reply, 201, imageOf(started), context.now());
  });

  scope.get<OneCheck>(`/v1/checks/${path}/:id`, async (request, reply) =>
    send(reply, 200, imageOf(await readCheck(options, request, type)), context.now()),
  );

  scope.patch<OneCheck>(`/v1/checks/${path}/:id/review`, async (request, reply) =>
    answerChange<CheckReviewInput>(options, request, reply, {
      type,
      status: 200,
      body: checkReview,
      become: reviewedCheck,
    }),
  );

  if (addedFiles !== null) {
    scope.post<OneCheck>(`/v1/checks/${path}/:id/add_files`, async (request, reply) =>
      answerChange(options, request, reply, { type, status: 201, body: addedFiles, become: withFiles }),
    );
  }
}

/** A request that changes one check: what it is to be, what it takes, and what becomes of it. */
export interface CheckRequest<Body> {
  readonly type: CheckType;
  /** Of the answer, if it succeeds. */
  readonly status: 200 | 201;
  readonly body: z.ZodType<Body>;
  readonly become: (document: CheckDocument, body: Body, moment: ChangeMoment) => Result<CheckOutcome>;
}

/** Answers with the check as it then is. */
export async function answerChange<Body>(
  { context, changeRecords }: DotfileOptions,
  request: FastifyRequest<OneCheck>,
  reply: FastifyReply,
  { type, status, body: schema, become }: CheckRequest<Body>,
): Promise<FastifyReply> {
  const id = idInPath('id', request.params.id);
  const body = id.ok ? parseBody(schema, request.body) : id;
  if (!id.ok || !body.ok) return send(reply, status, body, context.now());
  const one = { id: id.value, type };
  const changed = await changeCheck(changeRecords, workspaceOf(request).id, one, (document, moment) =>
    become(document, body.value, moment),
  );
  return send(reply, status, imageOf(changed), context.now());
}

async function readCheck(
  { context }: DotfileOptions,
  request: FastifyRequest<OneCheck>,
  type: CheckType | null,
): Promise<Result<CheckRecord>> {
  const id = idInPath('id', request.params.id);
  if (!id.ok) return id;
  const key = { id: id.value, externalId: null };
  const record = await findRecord(context.sql, workspaceOf(request).id, checkKind, key);
  if (record === null || (type !== null && record.document.type !== type)) return noSuchCheck();
  return accepted(record);
}

function imageOf(result: Result<CheckRecord>): Result<ReturnType<typeof checkImage>> {
  return result.ok ? accepted(checkImage(result.value)) : result;
}
