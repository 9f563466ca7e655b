import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ChangeRecords } from '../../../app/change-records.ts';
import { creation, newRoot } from '../../../domain/record.ts';
import { accepted, type Result, refused } from '../../../domain/refusal.ts';
import { findRecord } from '../../../store/records.ts';
import { externalId, textOf, uuid } from '../../text-input.ts';
import { send } from '../answer.ts';
import { workspaceOf } from '../caller.ts';
import type { DotfileOptions } from '../plugin.ts';
import {
  type AutonomyChatRunDocument,
  autonomyChatRunEvent,
  autonomyChatRunKind,
} from './autonomy-chat-run-record.ts';
import { parseBody } from './input.ts';
import { keyOf } from './record-key.ts';

const messageLengthMax = 10_000;
const slugLengthMax = 255;

/** What is left out of the ids is made. */
const runEnded = z
  .strictObject({
    outcome: z.enum(['completed', 'aborted', 'error'], { error: 'Expected completed, aborted or error.' }),
    thread_id: uuid,
    run_id: externalId,
    last_message: textOf(0, messageLengthMax).nullable(),
    routine_id: uuid.nullable(),
    routine_slug: textOf(1, slugLengthMax).nullable(),
  })
  .partial({ thread_id: true, run_id: true, last_message: true, routine_id: true, routine_slug: true });

type RunEnded = z.infer<typeof runEnded>;

/** Runs of assistants, as whatever runs them reports: all of it is ours, for Dotfile only tells of them. */
export function autonomyChatRunRoutes(
  scope: FastifyInstance,
  { context, changeRecords }: DotfileOptions,
): void {
  const { sql, now } = context;

  scope.post('/v1/autonomy-chat-runs', async (request, reply) => {
    const body = parseBody(runEnded, request.body);
    const ended = body.ok ? await endRun(changeRecords, workspaceOf(request).id, body.value) : body;
    return send(reply, 201, ended, now());
  });

  scope.get<{ Params: { id: string } }>('/v1/autonomy-chat-runs/:id', async (request, reply) => {
    const key = keyOf(request.params.id);
    const found = await findRecord(sql, workspaceOf(request).id, autonomyChatRunKind, key);
    const none = refused('not_found', 'There is no such run.');
    return send(reply, 200, found === null ? none : accepted(found.document), now());
  });
}

/** A run ends once: refused where it has already. */
function endRun(
  changeRecords: ChangeRecords,
  workspaceId: string,
  input: RunEnded,
): Promise<Result<AutonomyChatRunDocument>> {
  return changeRecords(workspaceId, {
    async read(reader) {
      const ids = input.run_id === undefined ? [] : [input.run_id];
      const [ended] = await reader.findByExternalIds(autonomyChatRunKind, ids);
      if (ended === undefined) return accepted(null);
      const detail = { path: 'run_id', message: 'This run has ended already.' };
      return refused('validation_failed', 'The body is not valid.', [detail]);
    },
    decide(_none, moment) {
      const document: AutonomyChatRunDocument = {
        thread_id: input.thread_id ?? moment.newId(),
        run_id: input.run_id ?? moment.newId(),
        outcome: input.outcome,
        last_message: input.last_message ?? null,
        routine_id: input.routine_id ?? null,
        routine_slug: input.routine_slug ?? null,
      };
      const run = newRoot(autonomyChatRunKind, moment, document);
      const events = [autonomyChatRunEvent(run)];
      return accepted({ writes: [creation(autonomyChatRunKind, run)], events, value: document });
    },
  });
}
