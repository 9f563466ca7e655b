import { answerHeaders, type BodyReading } from './answer.ts';
import type { AnyReceiverOptions } from './options.ts';
import { receiver } from './receiver.ts';
import type { StandardEvent } from './standard/event.ts';

export type {
  AnyReceiverOptions,
  CompilotReceiverOptions,
  ReceiverOptions,
  StandardReceiverOptions,
} from './options.ts';

/**
 * A handler from a Fetch `Request` to a `Response`, as route handlers of Next.js, Remix and SvelteKit, Bun and Deno
 * take it: `export const POST = fetchReceiver({ secrets, handle })`. Never rejects.
 */
export function fetchReceiver<Event extends StandardEvent = StandardEvent>(
  options: AnyReceiverOptions<Event>,
): (request: Request) => Promise<Response> {
  const { receive, bodyBytesMax } = receiver(options);
  return async (request) => {
    const answer = await receive(request.headers, await readBody(request, bodyBytesMax));
    return new Response(JSON.stringify(answer.body), {
      status: answer.status,
      headers: answerHeaders(answer),
    });
  };
}

async function readBody(request: Request, bytesMax: number): Promise<BodyReading> {
  if (request.method !== 'POST') return { kind: 'refused', code: 'method_not_allowed' };
  if (request.bodyUsed) return { kind: 'refused', code: 'body_consumed' };
  if (Number(request.headers.get('content-length')) > bytesMax)
    return { kind: 'refused', code: 'payload_too_large' };
  try {
    return await readStream(request.body ?? [], bytesMax);
  } catch {
    return { kind: 'refused', code: 'body_incomplete' };
  }
}

/** Reading stops where the limit is passed. Rejects where the connection breaks off. */
async function readStream(
  stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  bytesMax: number,
): Promise<BodyReading> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) return { kind: 'refused', code: 'payload_too_large' };
    chunks.push(chunk);
  }
  return { kind: 'read', bytes: Buffer.concat(chunks) };
}
