import { fetchReceiver } from './fetch.ts';
import type { ReceiverOptions } from './receiver.ts';

export type { ReceiverOptions } from './receiver.ts';

/** What the handler needs of a Hono context. */
export interface HonoCall {
  readonly req: { readonly raw: Request };
}

/** A handler for Hono 4: `app.post('/webhooks', honoReceiver({ secrets, handle }))`. */
export function honoReceiver(options: ReceiverOptions): (context: HonoCall) => Promise<Response> {
  const handle = fetchReceiver(options);
  return (context) => handle(context.req.raw);
}
