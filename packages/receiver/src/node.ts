import type { ServerResponse } from 'node:http';
import { type NodeRequest, nodeAnswerHeaders, readNodeBody } from './node-body.ts';
import { type ReceiverOptions, receiver } from './receiver.ts';

export type { ReceiverOptions } from './receiver.ts';

/** Handles one request and answers it; resolves when the answer has been handed to the connection. Never rejects. */
export type NodeListener = (request: NodeRequest, response: ServerResponse) => Promise<void>;

/** A request listener for `node:http`: `createServer(nodeReceiver({ secrets, handle }))`. */
export function nodeReceiver(options: ReceiverOptions): NodeListener {
  const { receive, bodyBytesMax } = receiver(options);
  return async (request, response) => {
    const answer = await receive(request.headers, await readNodeBody(request, bodyBytesMax));
    response.writeHead(answer.status, nodeAnswerHeaders(answer)).end(JSON.stringify(answer.body));
  };
}
