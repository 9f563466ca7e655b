import { fetchReceiver } from './fetch.ts';
import type { AnyReceiverOptions } from './options.ts';
import type { StandardEvent } from './standard/event.ts';

export type {
  AnyReceiverOptions,
  CompilotReceiverOptions,
  ReceiverOptions,
  StandardReceiverOptions,
} from './options.ts';

/** What the handler needs of a Hono context. */
export interface HonoCall {
  readonly req: { readonly raw: Request };
}

/** A handler for Hono 4: `app.post('/webhooks', honoReceiver({ secrets, handle }))`. */
export function honoReceiver<Event extends StandardEvent = StandardEvent>(
  options: AnyReceiverOptions<Event>,
): (context: HonoCall) => Promise<Response> {
  const handle = fetchReceiver(options);
  return (context) => handle(context.req.raw);
}
