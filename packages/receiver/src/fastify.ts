import { type NodeRequest, nodeAnswerHeaders, readNodeBody } from './node-body.ts';
import type { AnyReceiverOptions, ReceiverOptions } from './options.ts';
import { receiver } from './receiver.ts';
import type { StandardEvent } from './standard/event.ts';

export type {
  AnyReceiverOptions,
  CompilotReceiverOptions,
  ReceiverOptions,
  StandardReceiverOptions,
} from './options.ts';

export interface FastifyRoute {
  /** Where the sender posts to: "/webhooks". */
  readonly path: string;
}

export type FastifyReceiverOptions = ReceiverOptions & FastifyRoute;

/** What the plugin needs of a Fastify 4 or 5 instance. */
export interface FastifyScope {
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(
    contentType: string,
    parser: (request: unknown, payload: unknown, done: (error: null) => void) => void,
  ): unknown;
  post(path: string, handler: (request: FastifyCall, reply: FastifyAnswer) => Promise<unknown>): unknown;
}

export interface FastifyCall {
  readonly raw: NodeRequest;
}

export interface FastifyAnswer {
  code(status: number): unknown;
  headers(values: Record<string, string>): unknown;
  send(body: string): unknown;
}

/**
 * A Fastify plugin: `app.register(fastifyReceiver, { path: '/webhooks', secrets, handle })`. Inside the plugin, and
 * only there, bodies are left unparsed. In TypeScript another scheme goes in by a call, since Fastify infers the
 * options from the last signature: `app.register((scope) => fastifyReceiver(scope, { scheme: 'compilot', … }))`.
 */
export function fastifyReceiver<Event extends StandardEvent>(
  scope: FastifyScope,
  options: AnyReceiverOptions<Event> & FastifyRoute,
): Promise<void>;
export function fastifyReceiver(scope: FastifyScope, options: FastifyReceiverOptions): Promise<void>;
export async function fastifyReceiver(
  scope: FastifyScope,
  options: AnyReceiverOptions & FastifyRoute,
): Promise<void> {
  const { receive, bodyBytesMax } = receiver(options);
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
  scope.post(options.path, async ({ raw }, reply) => {
    const answer = await receive(raw.headers, await readNodeBody(raw, bodyBytesMax));
    reply.code(answer.status);
    reply.headers(nodeAnswerHeaders(answer));
    return reply.send(JSON.stringify(answer.body));
  });
}
