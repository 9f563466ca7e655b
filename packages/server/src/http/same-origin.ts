import type { FastifyRequest } from 'fastify';
import { accepted, type Result, refused } from '../domain/refusal.ts';

/** What the console's client sends with every request: no page of another origin can, without being asked. */
export const consoleHeader = 'belfry-console';

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that changes something, and that a browser would send with its cookies, comes from a page of this
 * server. Browsers say where from (`Sec-Fetch-Site`, or `Origin`); beside that it has a header or a body that a form of
 * another site cannot have. Refuses forbidden.
 */
export function checkOrigin(request: FastifyRequest, publicUrl: string | null): Result<null> {
  if (safeMethods.has(request.method)) return accepted(null);
  const { headers } = request;
  if (!isOwnPage(request, publicUrl))
    return refused('forbidden', 'The request comes from a page of another origin.');
  const json = /^application\/json\b/i.test(headers['content-type'] ?? '');
  if (json || headers[consoleHeader] !== undefined) return accepted(null);
  return refused(
    'forbidden',
    `A request in a session's name has a JSON body (content-type: application/json) or the header ${consoleHeader}: 1.`,
  );
}

/** True where nothing says otherwise: a client that is no browser has no cookies of somebody else's. */
function isOwnPage({ headers, host }: FastifyRequest, publicUrl: string | null): boolean {
  const site = headers['sec-fetch-site'];
  // "none": the person did it, in the address bar.
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  return new URL(origin).host === host || (publicUrl !== null && new URL(publicUrl).origin === origin);
}
