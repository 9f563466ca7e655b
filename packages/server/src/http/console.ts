import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  type ConsoleFile,
  type ConsoleFiles,
  consoleBuiltAt,
  findConsoleFiles,
  readConsoleFile,
} from './console-files.ts';
import { handleNotFound } from './errors.ts';
import { apiPrefix } from './openapi.ts';

/** Where `npm run build -w @belfry/console` puts it. */
const builtConsole = join(import.meta.dirname, '..', '..', '..', 'console', 'dist');

/** Mantine sets style attributes; scripts are files of ours, and nothing is asked of another host. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Every address of the console; what stands there is drawn in the browser. */
const pages = ['/', '/sign-in', '/link', '/w', '/w/*'];
const filesAtTop = ['boot.js', 'favicon.svg'];
const methods = ['GET', 'HEAD'];
const immutable = 'public, max-age=31536000, immutable';

const notBuilt =
  '<!doctype html><html lang="en"><title>Belfry</title><h1>The console is not built</h1>' +
  '<p>Build it with <code>npm run build -w @belfry/console</code> and reload this page. ' +
  'The API works without: see <a href="/docs">/docs</a>.</p></html>';

/**
 * Serves the web console from the files that its build left in `folder`. Only files that were found there can be
 * asked for, whatever the path says. After another build the files are looked up anew.
 */
export function consoleRoutes(server: FastifyInstance, folder: string = builtConsole): void {
  let found = findConsoleFiles(folder);
  server.route({ method: methods, url: '/assets/*', handler: sendFile });
  for (const name of filesAtTop) server.route({ method: methods, url: `/${name}`, handler: sendFile });
  for (const url of pages) server.route({ method: methods, url, handler: sendPage });
  server.setNotFoundHandler((request, reply) =>
    asksForPage(request) ? sendPage(request, reply.code(404)) : handleNotFound(request, reply),
  );

  async function sendPage(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    reply.header('content-security-policy', pagePolicy).header('cross-origin-opener-policy', 'same-origin');
    const page = current()?.files.get('index.html');
    if (page === undefined) return reply.code(503).type('text/html; charset=utf-8').send(notBuilt);
    return send(page, request, reply);
  }

  async function sendFile(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const path = request.url.split('?', 1)[0] ?? '';
    const file = (found ?? current())?.files.get(path.slice(1));
    return file === undefined ? handleNotFound(request, reply) : send(file, request, reply);
  }

  function current(): ConsoleFiles | null {
    if (found === null || found.builtAt !== consoleBuiltAt(folder)) found = findConsoleFiles(folder);
    return found;
  }
}

async function send(file: ConsoleFile, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  reply.headers({
    'cache-control': file.immutable ? immutable : 'no-cache',
    etag: file.etag,
    vary: 'accept-encoding',
  });
  if (reply.statusCode === 200 && sameTag(request.headers['if-none-match'], file.etag)) {
    return reply.code(304).send();
  }
  const { bytes, encoding } = await readConsoleFile(file, String(request.headers['accept-encoding'] ?? ''));
  if (encoding !== null) reply.header('content-encoding', encoding);
  return reply.type(file.contentType).send(bytes);
}

/** A tag may come back marked as weak by a proxy that compressed the answer: the content is the same. */
function sameTag(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

/** Somebody typed an address or followed a link, and not below the API: the console says that nothing is there. */
function asksForPage(request: FastifyRequest): boolean {
  const takesHtml = (request.headers.accept ?? '').includes('text/html');
  return request.method === 'GET' && takesHtml && !request.url.startsWith(`${apiPrefix}/`);
}
