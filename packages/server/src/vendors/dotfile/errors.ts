import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { Refusal, RefusalCode } from '../../domain/refusal.ts';
import { retryAfterSeconds, statusOf } from '../refusal-status.ts';

/** Answers as Dotfile does: `{status_code, timestamp, code, message}`. `now` in milliseconds since the epoch. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal, now: number): FastifyReply {
  const status = statusOf[refusal.code];
  const seconds = retryAfterSeconds[refusal.code];
  if (seconds !== undefined) reply.header('retry-after', seconds);
  return reply.status(status).send({
    status_code: status,
    timestamp: new Date(now).toISOString(),
    code: codeOf(refusal.code, status),
    message: messageOf(refusal),
  });
}

/** Dotfile's errors have no list of details: each becomes a sentence of the message. */
function messageOf({ message, details = [] }: Refusal): string {
  return [message, ...details.map((detail) => `${detail.path}: ${detail.message}`)].join(' ');
}

/** Dotfile names its codes after the HTTP status; LIMIT_REACHED, so that it can be told apart, is ours. */
function codeOf(code: RefusalCode, status: number): string {
  if (code === 'webhook_limit_reached') return 'LIMIT_REACHED';
  return (STATUS_CODES[status] ?? '').toUpperCase().replaceAll(' ', '_');
}
