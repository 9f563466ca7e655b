/**
 * A sample receiver: an endpoint as an integrator would write it, with the library, and a book of what came.
 * State: `secrets` are those it holds, the current one first; `refusalsLeft` is how often it still plays dead.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type DotfileVerified, verify } from '@belfry/receiver';

export interface SampleReceiver {
  readonly name: string;
  readonly url: string;
  /** Deploys secrets, the current one first. */
  readonly setSecrets: (secrets: readonly string[]) => void;
  readonly close: () => Promise<void>;
}

/** One call as it came. */
export interface Received {
  readonly receiver: string;
  /** Null where the call could not be verified. */
  readonly call: DotfileVerified | null;
  /** The body's text, to the byte. */
  readonly body: string;
  readonly answered: number;
  readonly note: string;
}

export interface SampleReceiverOptions {
  readonly name: string;
  /** Verified calls that it answers with 503 before it recovers: as many attempts of its first event. */
  readonly refusals: number;
  readonly received: (one: Received) => void;
}

const bodyBytesMax = 1_048_576;

/** Listens on a free port of 127.0.0.1. */
export async function startReceiver(options: SampleReceiverOptions): Promise<SampleReceiver> {
  let secrets: readonly string[] = [];
  let refusalsLeft = options.refusals;
  let failingEventId: string | null = null;

  const answerTo = (call: DotfileVerified): { status: number; note: string } => {
    failingEventId ??= call.eventId;
    if (refusalsLeft > 0 && call.eventId === failingEventId) {
      refusalsLeft -= 1;
      return { status: 503, note: 'verified, answered 503: this endpoint is down' };
    }
    return { status: 200, note: noteOf(call) };
  };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const bytes = await bodyOf(request);
    const outcome = bytes === null || secrets.length === 0 ? null : verify(request.headers, bytes, secrets);
    const body = bytes?.toString('utf8') ?? '';
    const known = outcome?.ok === true ? outcome : null;
    const { status, note } =
      known === null ? { status: 401, note: `refused: ${reasonOf(outcome)}` } : answerTo(known);
    response.writeHead(status, { 'content-type': 'text/plain' }).end(status === 200 ? 'ok' : 'not now');
    options.received({ receiver: options.name, call: known, body, answered: status, note });
  };

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return {
    name: options.name,
    url: `http://127.0.0.1:${address.port}/webhooks`,
    setSecrets: (deployed) => {
      secrets = deployed;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function noteOf(call: DotfileVerified): string {
  return call.signedWith === 'current' ? 'verified' : 'verified by the signature with the old secret';
}

function reasonOf(outcome: ReturnType<typeof verify> | null): string {
  if (outcome === null) return 'no secret, or too large a body';
  return outcome.ok ? 'nothing' : outcome.code;
}

/** Null where it is larger than an endpoint should take. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > bodyBytesMax) return null;
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}
