import type { Answer } from './answer.ts';
import { type Receiver, type ReceiverOptions, receiver } from './receiver.ts';

export type { ReceiverOptions } from './receiver.ts';

/**
 * A handler from a Fetch `Request` to a `Response`, as Next.js route handlers, Remix, SvelteKit, Bun and Deno take
 * it: `export const POST = fetchReceiver({ secrets, handle })`.
 */
export function fetchReceiver(options: ReceiverOptions): (request: Request) => Promise<Response> {
  const core = receiver(options);
  return async (request) => responseOf(await answerTo(core, request));
}

async function answerTo(core: Receiver, request: Request): Promise<Answer> {
  if (request.method !== 'POST') return core.refuse('method_not_allowed');
  if (request.bodyUsed) return core.refuse('body_consumed');
  if (Number(request.headers.get('content-length')) > core.bodyBytesMax)
    return core.refuse('payload_too_large');
  const bytes = await readBody(request, core.bodyBytesMax);
  return bytes === null ? core.refuse('payload_too_large') : core.receive(request.headers, bytes);
}

/** Null where the body is larger than `bytesMax`; reading stops there. Rejects where the connection breaks. */
async function readBody(request: Request, bytesMax: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function responseOf(answer: Answer): Response {
  const allow = answer.status === 405 ? { headers: { allow: 'POST' } } : {};
  return Response.json(answer.body, { status: answer.status, ...allow });
}
