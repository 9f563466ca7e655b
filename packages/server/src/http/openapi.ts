import { type Dialect, dialectNamed, dialectNames, type EventType } from '@belfry/dialects';
import swagger, { type SwaggerTransformObject } from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { sessionCookieName } from '../app/identity.ts';
import { exampleCall } from '../domain/example-call.ts';

export const apiPrefix = '/api/v1';

const description = `Publish events, manage webhooks, and see what was delivered, when, and what was answered.

Routes below \`${apiPrefix}\` need an API key, \`Authorization: Bearer belfry_…\`, or the cookie of a session together with
the header \`belfry-workspace\`, which names the workspace by its id. Times are ISO 8601 in UTC.
Lists of events and deliveries come in pages, newest first: pass \`next_cursor\` as \`cursor\` until it is null. A page
may be shorter than its limit and still have a next one, where a condition has no index to find its rows by.

What is not a success has one shape, \`{"error": {"code", "message", "details"?}}\`, with a stable code.

The section *webhooks* describes what your endpoints receive. Of event types that a workspace defines itself,
\`GET ${apiPrefix}/event-types\` does: \`body_schema\`.`;

/** Collects the routes that are registered after it into one OpenAPI 3.1 document. */
export async function describeApi(server: FastifyInstance, version: string): Promise<void> {
  const transform = createJsonSchemaTransform({});
  const transformObject = createJsonSchemaTransformObject({});
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Belfry', version, description },
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'An API key: belfry_…' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: sessionCookieName,
            description: 'The cookie of a person who signed in.',
          },
        },
      },
      security: [{ key: [] }, { session: [] }],
      webhooks: webhooksOf(dialectNames.flatMap((name) => dialectNamed(name) ?? [])),
    },
    transform: (document) =>
      document.url.startsWith(`${apiPrefix}/`)
        ? transform(document)
        : { schema: { ...document.schema, hide: true }, url: document.url },
    transformObject: (document) => withResponseTexts(withoutUnused(transformObject(document))),
  });
}

/** Serves the document, which is complete once the server is ready. */
export function openapiRoute(server: FastifyInstance): void {
  let text: string | undefined;
  server.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
    text ??= JSON.stringify(server.swagger());
    return reply.header('content-type', 'application/json; charset=utf-8').send(text);
  });
}

/** One entry for each event type; its dialect stands before the name where two have the same. */
function webhooksOf(dialects: readonly Dialect[]): Record<string, object> {
  const webhooks: Record<string, object> = {};
  for (const dialect of dialects) {
    for (const eventType of dialect.catalogue) {
      const name = eventType.type in webhooks ? `${dialect.name} ${eventType.type}` : eventType.type;
      webhooks[name] = { post: callOf(dialect, eventType) };
    }
  }
  return webhooks;
}

function callOf(dialect: Dialect, eventType: EventType): object {
  const { $schema: _, ...schema } = eventType.bodySchema;
  const { headers, body } = exampleCall(dialect, eventType);
  return {
    tags: [`${dialect.name}: ${eventType.group}`],
    summary: eventType.description,
    description: [
      eventType.parent === null ? null : `A sub-event of ${eventType.parent}.`,
      eventType.deprecation,
    ]
      .filter((text) => text !== null)
      .join('\n\n'),
    ...(eventType.deprecation === null ? {} : { deprecated: true }),
    security: [],
    parameters: Object.keys(headers)
      .filter((name) => name !== 'content-type' && name !== 'user-agent')
      .map((name) => ({ name, in: 'header', schema: { type: 'string' } })),
    requestBody: { required: true, content: { 'application/json': { schema, example: JSON.parse(body) } } },
    responses: {
      '2XX': {
        description: 'Received. Every other answer, and none within 15 seconds, is a failure and is retried.',
      },
    },
  };
}

type Document = ReturnType<SwaggerTransformObject>;

/** The transform makes every schema twice, as input and as output: only what is referred to stays. */
function withoutUnused(document: Document): Document {
  if (!('components' in document)) return document;
  const { components, ...rest } = document;
  const schemas = components?.schemas ?? {};
  const used = new Set<string>();
  const visit = (part: unknown): void => {
    for (const [, name] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (name === undefined || used.has(name)) continue;
      used.add(name);
      visit(schemas[name] ?? null);
    }
  };
  visit(rest);
  for (const name of Object.keys(schemas)) {
    if (!used.has(name)) delete schemas[name];
  }
  return document;
}

/** The framework has one text for all answers. */
function withResponseTexts(document: Document): Document {
  const operations = Object.values(document.paths ?? {}).flatMap((path) => Object.values(path ?? {}));
  for (const operation of operations) {
    for (const [status, response] of Object.entries(responsesOf(operation))) {
      const description = responseTexts[status];
      if (description !== undefined) Object.assign(response, { description });
    }
  }
  return document;
}

function responsesOf(operation: unknown): Readonly<Record<string, object>> {
  const has = typeof operation === 'object' && operation !== null && 'responses' in operation;
  // OpenAPI: an operation's responses are an object of objects.
  return has ? (operation.responses as Record<string, object>) : {};
}

const responseTexts: Readonly<Record<string, string>> = {
  '200': 'Done.',
  '201': 'Created.',
  '202': 'Accepted.',
  '204': 'Done; there is no body.',
  '4XX': 'Refused: the code says why.',
  '5XX': 'Not done: the server cannot, at the moment. Try again.',
};
