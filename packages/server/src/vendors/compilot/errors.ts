import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { Refusal } from '../../domain/refusal.ts';
import { retryAfterSeconds, statusOf } from '../refusal-status.ts';

/**
 * Answers `{statusCode, message, error}`. ComPilot publishes no list of errors: a status tells them apart, and `error` is
 * its name in HTTP.
 */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const statusCode = statusOf[refusal.code];
  const seconds = retryAfterSeconds[refusal.code];
  if (seconds !== undefined) reply.header('retry-after', seconds);
  if (refusal.code === 'unauthorized') reply.header('www-authenticate', 'Bearer');
  return reply
    .status(statusCode)
    .send({ statusCode, message: messageOf(refusal), error: STATUS_CODES[statusCode] });
}

/** One text: where there are details, each is a sentence of it that begins with the field's name. */
function messageOf({ message, details = [] }: Refusal): string {
  if (details.length === 0) return message;
  return details.map((detail) => `${detail.path}: ${detail.message}`).join(' ');
}
