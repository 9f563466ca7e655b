import { type NodeListener, nodeReceiver } from './node.ts';
import type { AnyReceiverOptions } from './options.ts';
import type { StandardEvent } from './standard/event.ts';

export type {
  AnyReceiverOptions,
  CompilotReceiverOptions,
  ReceiverOptions,
  StandardReceiverOptions,
} from './options.ts';

/**
 * A request handler for Express 4 and 5: `app.post('/webhooks', expressReceiver({ secrets, handle }))`. Mount it
 * ahead of `express.json()`, which throws the raw bytes away; behind `express.raw()` it takes them from there.
 */
export function expressReceiver<Event extends StandardEvent = StandardEvent>(
  options: AnyReceiverOptions<Event>,
): NodeListener {
  // An Express request is a node:http request that may carry a parsed body, which is what the listener looks for.
  return nodeReceiver(options);
}
