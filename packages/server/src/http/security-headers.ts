import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Answers are data, never documents: nothing may frame, sniff, run or keep them. The page at /docs has a policy of
 * its own.
 */
export function setSecurityHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply.headers(securityHeaders);
  reply.header('x-request-id', request.id);
}

const securityHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
