import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';
import { type NodeRequest, readNodeBody } from './node-body.ts';
import { type Receiver, type ReceiverOptions, receiver } from './receiver.ts';

export type { ReceiverOptions } from './receiver.ts';

/** Handles one request and answers it; resolves when the answer has been handed to the connection. Never rejects. */
export type NodeListener = (request: NodeRequest, response: ServerResponse) => Promise<void>;

/** A request listener for `node:http`: `createServer(nodeReceiver({ secrets, handle }))`. */
export function nodeReceiver(options: ReceiverOptions): NodeListener {
  const core = receiver(options);
  return async (request, response) => {
    const answer = await answerTo(core, request);
    if (answer !== null && !response.destroyed) send(response, answer);
  };
}

/** Null where the caller went away: there is nobody to answer. */
export async function answerTo(core: Receiver, request: NodeRequest): Promise<Answer | null> {
  if (request.method !== 'POST') return core.refuse('method_not_allowed');
  const body = await readNodeBody(request, core.bodyBytesMax);
  switch (body.kind) {
    case 'read':
      return core.receive(request.headersDistinct, body.bytes);
    case 'too_large':
      return core.refuse('payload_too_large');
    case 'consumed':
      return core.refuse('body_consumed');
    case 'aborted':
      return null;
  }
}

/** The headers that go with an answer. A body that was not read to its end makes the connection unfit for reuse. */
export function answerHeaders(answer: Answer): Readonly<Record<string, string>> {
  const json = { 'content-type': 'application/json' };
  if (answer.status === 413) return { ...json, connection: 'close' };
  return answer.status === 405 ? { ...json, allow: 'POST' } : json;
}

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, answerHeaders(answer)).end(JSON.stringify(answer.body));
}
