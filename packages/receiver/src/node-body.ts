import type { IncomingMessage } from 'node:http';
import { type Answer, answerHeaders, type BodyReading } from './answer.ts';

/** A request of node:http, or of a framework that may have put the body aside already. */
export type NodeRequest = IncomingMessage & { readonly rawBody?: unknown; readonly body?: unknown };

/**
 * Reads the raw body of a POST, `bytesMax` bytes at most; what a raw or text body parser has put on the request is
 * taken from there. How long a slow caller may take is bounded by the server's `requestTimeout`. Never rejects.
 */
export async function readNodeBody(request: NodeRequest, bytesMax: number): Promise<BodyReading> {
  if (request.method !== 'POST') return { kind: 'refused', code: 'method_not_allowed' };
  const kept = keptBytes(request.rawBody) ?? keptBytes(request.body);
  if (kept !== null && kept.byteLength <= bytesMax) return { kind: 'read', bytes: kept };
  if (kept !== null || Number(request.headers['content-length']) > bytesMax) {
    return { kind: 'refused', code: 'payload_too_large' };
  }
  if (request.readableDidRead) return { kind: 'refused', code: 'body_consumed' };
  if (request.destroyed) return { kind: 'refused', code: 'body_incomplete' };
  return readStream(request, bytesMax);
}

/** The headers of an answer on a connection of node:http, which a body that was not read to its end makes unfit for reuse. */
export function nodeAnswerHeaders(answer: Answer): Record<string, string> {
  return answer.status === 413
    ? { ...answerHeaders(answer), connection: 'close' }
    : { ...answerHeaders(answer) };
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
      if (bytes > bytesMax) settle({ kind: 'refused', code: 'payload_too_large' });
      else chunks.push(chunk);
    };
    const onEnd = (): void => settle({ kind: 'read', bytes: Buffer.concat(chunks) });
    const onAbort = (): void => settle({ kind: 'refused', code: 'body_incomplete' });
    request.on('data', onData).on('end', onEnd).on('error', onAbort).on('close', onAbort);
  });
}
