/**
 * A sample receiver: an endpoint as an integrator would write it, around `verify` of the library, and a book of what
 * came. State: `secrets` are those it holds, the current one first; `refusalsLeft` is how often it still plays dead;
 * `callCounts` how often it was called with each event.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Contract, RefusedCall, VerifiedCall } from './act.ts';

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
  readonly call: VerifiedCall | null;
  /** 0 at the first call of its event: as the call says, or as the receiver counts. */
  readonly retryCount: number;
  /** The body's text, to the byte. */
  readonly body: string;
  readonly answered: number;
  readonly note: string;
}

export interface SampleReceiverOptions {
  readonly name: string;
  /** Verified calls that it answers with 503 before it recovers: as many attempts of its first event. */
  readonly refusals: number;
  readonly verify: Contract['verify'];
  readonly received: (one: Received) => void;
}

const bodyBytesMax = 1_048_576;

/** Listens on a free port of 127.0.0.1. */
export async function startReceiver(options: SampleReceiverOptions): Promise<SampleReceiver> {
  let secrets: readonly string[] = [];
  let refusalsLeft = options.refusals;
  let failingEventId: string | null = null;
  const callCounts = new Map<string, number>();

  const answerTo = (call: VerifiedCall): { status: number; note: string } => {
    failingEventId ??= call.eventId;
    if (refusalsLeft > 0 && call.eventId === failingEventId) {
      refusalsLeft -= 1;
      return { status: 503, note: 'verified, but down: answered 503' };
    }
    return { status: 200, note: noteOf(call) };
  };

  const retryCountOf = ({ eventId, retryCount }: VerifiedCall): number => {
    const before = callCounts.get(eventId) ?? 0;
    callCounts.set(eventId, before + 1);
    return retryCount ?? before;
  };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const bytes = await bodyOf(request);
    const unread = bytes === null || secrets.length === 0;
    const outcome = unread ? null : options.verify(request.headers, bytes, secrets);
    const body = bytes?.toString('utf8') ?? '';
    const known = outcome?.ok === true ? outcome : null;
    const { status, note } =
      known === null ? { status: 401, note: `refused: ${reasonOf(outcome)}` } : answerTo(known);
    response.writeHead(status, { 'content-type': 'text/plain' }).end(status === 200 ? 'ok' : 'not now');
    const retryCount = known === null ? 0 : retryCountOf(known);
    options.received({ receiver: options.name, call: known, retryCount, body, answered: status, note });
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

function noteOf(call: VerifiedCall): string {
  return call.signedWith === 'current' ? 'verified' : 'verified with the old secret';
}

function reasonOf(outcome: VerifiedCall | RefusedCall | null): string {
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
