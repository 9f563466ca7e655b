import type { FastifyReply } from 'fastify';
import type { Page } from '../../domain/listing.ts';
import type { Result } from '../../domain/refusal.ts';
import { sendRefusal } from './errors.ts';

/** Answers with the value under that status (null: without a body), or with the refusal. */
export function send(
  reply: FastifyReply,
  status: number,
  result: Result<unknown>,
  now: number,
): FastifyReply {
  if (!result.ok) return sendRefusal(reply, result.refusal, now);
  return result.value === null ? reply.status(status).send() : reply.status(status).send(result.value);
}

/** Dotfile's shape of a list; `count` is of all pages. */
export function pageAnswer<Item>(data: readonly Item[], page: Page, count: number) {
  return { data, pagination: { page: page.number, limit: page.size, count } };
}
