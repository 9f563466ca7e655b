import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';

/** A readable page of the API. All of it is served from here: no request leaves for another host. */
export async function docsPage(server: FastifyInstance): Promise<void> {
  await server.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    uiConfig: { validatorUrl: null, docExpansion: 'list', defaultModelsExpandDepth: 0, deepLinking: true },
    theme: { title: 'Belfry: the management API' },
  });
}
