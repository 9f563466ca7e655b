import type { FastifyReply, FastifyRequest } from 'fastify';
import { type SetCookies, sessionCookieName } from '../app/identity.ts';

/** Sets them for https alone where the request came so, by itself or by what a trusted proxy says. */
export function setCookies(
  request: FastifyRequest,
  reply: FastifyReply,
  cookies: SetCookies,
  publicUrl: string | null,
): void {
  const secure = request.protocol === 'https' || publicUrl?.startsWith('https:') === true;
  for (const cookie of cookies) reply.header('set-cookie', secure ? `${cookie}; Secure` : cookie);
}

/** Whether it is worth looking for a session. */
export function hasSessionCookie(request: FastifyRequest): boolean {
  return request.headers.cookie?.includes(`${sessionCookieName}=`) === true;
}
