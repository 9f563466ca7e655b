import type { IncomingMessage } from 'node:http';

/** A request of node:http, or of a framework that may have put the body aside already. */
export type NodeRequest = IncomingMessage & { readonly rawBody?: unknown; readonly body?: unknown };

export type BodyReading =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'too_large' }
  /** Something else has read the stream and has not kept its bytes. */
  | { readonly kind: 'consumed' }
  /** The caller went away before the end of the body. */
  | { readonly kind: 'aborted' };

/**
 * Reads the raw body, `bytesMax` bytes at most; what a raw or text body parser has put on the request is taken from
 * there. How long a slow caller may take is bounded by the server's `requestTimeout`. Never rejects.
 */
export async function readNodeBody(request: NodeRequest, bytesMax: number): Promise<BodyReading> {
  const kept = keptBytes(request.rawBody) ?? keptBytes(request.body);
  if (kept !== null)
    return kept.byteLength > bytesMax ? { kind: 'too_large' } : { kind: 'read', bytes: kept };
  if (request.readableDidRead) return { kind: 'consumed' };
  if (request.destroyed) return { kind: 'aborted' };
  if (Number(request.headers['content-length']) > bytesMax) return { kind: 'too_large' };
  return readStream(request, bytesMax);
}

function keptBytes(body: unknown): Uint8Array | null {
  if (typeof body === 'string') return Buffer.from(body, 'utf8');
  return body instanceof Uint8Array ? body : null;
}

function readStream(request: IncomingMessage, bytesMax: number): Promise<BodyReading> {
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    const settle = (reading: BodyReading): void => {
      request.off('data', onData).off('end', onEnd).off('error', onAbort).off('close', onAbort);
      resolve(reading);
    };
    const onData = (chunk: Uint8Array): void => {
      bytes += chunk.byteLength;
      if (bytes > bytesMax) settle({ kind: 'too_large' });
      else chunks.push(chunk);
    };
    const onEnd = (): void => settle({ kind: 'read', bytes: Buffer.concat(chunks) });
    const onAbort = (): void => settle({ kind: 'aborted' });
    request.on('data', onData).on('end', onEnd).on('error', onAbort).on('close', onAbort);
  });
}
