import { type NodeRequest, nodeAnswerHeaders, readNodeBody } from './node-body.ts';
import { type ReceiverOptions, receiver } from './receiver.ts';

export type { ReceiverOptions } from './receiver.ts';

export interface FastifyReceiverOptions extends ReceiverOptions {
  /** Where the sender posts to: "/webhooks". */
  readonly path: string;
}

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
 * only there, bodies are left unparsed.
 */
export async function fastifyReceiver(scope: FastifyScope, options: FastifyReceiverOptions): Promise<void> {
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
