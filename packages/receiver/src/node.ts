import type { ServerResponse } from 'node:http';
import { type NodeRequest, nodeAnswerHeaders, readNodeBody } from './node-body.ts';
import type { AnyReceiverOptions } from './options.ts';
import { receiver } from './receiver.ts';
import type { StandardEvent } from './standard/event.ts';

export type {
  AnyReceiverOptions,
  CompilotReceiverOptions,
  ReceiverOptions,
  StandardReceiverOptions,
} from './options.ts';

/** Handles one request and answers it; resolves when the answer has been handed to the connection. Never rejects. */
export type NodeListener = (request: NodeRequest, response: ServerResponse) => Promise<void>;

/** A request listener for `node:http`: `createServer(nodeReceiver({ secrets, handle }))`. */
export function nodeReceiver<Event extends StandardEvent = StandardEvent>(
  options: AnyReceiverOptions<Event>,
): NodeListener {
  const { receive, bodyBytesMax } = receiver(options);
  return async (request, response) => {
    const answer = await receive(request.headers, await readNodeBody(request, bodyBytesMax));
    response.writeHead(answer.status, nodeAnswerHeaders(answer)).end(JSON.stringify(answer.body));
  };
}
