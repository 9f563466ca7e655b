import { type NodeListener, nodeReceiver } from './node.ts';
import type { ReceiverOptions } from './receiver.ts';

export type { ReceiverOptions } from './receiver.ts';

/**
 * A request handler for Express 4 and 5: `app.post('/webhooks', expressReceiver({ secrets, handle }))`. Mount it
 * ahead of `express.json()`, which throws the raw bytes away; behind `express.raw()` it takes them from there.
 */
export function expressReceiver(options: ReceiverOptions): NodeListener {
  // An Express request is a node:http request that may carry a parsed body, which is what the listener looks for.
  return nodeReceiver(options);
}
