import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** The page styles its elements inline; everything else that it loads is a file of ours. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A readable page of the API. All of it is served from here: no request leaves for another host. */
export async function docsPage(server: FastifyInstance): Promise<void> {
  await server.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: pagePolicy,
    uiConfig: { layout: 'BaseLayout', docExpansion: 'list', defaultModelsExpandDepth: 0, deepLinking: true },
    theme: { title: 'Belfry: the management API' },
    uiHooks: { onRequest: sendToDocument },
  });
}

/** The page's own routes to the document write it anew each time, which is much work that needs no key. */
function sendToDocument(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const path = request.url.split('?', 1)[0];
  if (path === '/docs/json' || path === '/docs/yaml') reply.redirect('../openapi.json');
  else done();
}
