import type { FastifyReply } from 'fastify';
import type { Result } from '../../domain/refusal.ts';
import { sendRefusal } from './errors.ts';

/** Answers with the value under that status (null: without a body), or with the refusal. */
export function send(reply: FastifyReply, status: number, result: Result<unknown>): FastifyReply {
  if (!result.ok) return sendRefusal(reply, result.refusal);
  return result.value === null ? reply.status(status).send() : reply.status(status).send(result.value);
}

/** ComPilot's shape of a list; `totalCount` is of all pages. */
export function listAnswer<Item>(data: readonly Item[], totalCount: number) {
  return { data, totalCount };
}
