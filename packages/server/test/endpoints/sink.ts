import http, { type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  /** Counted from 0. */
  readonly index: number;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Tells connections apart. */
  readonly remotePort: number | undefined;
}

export interface SinkAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A well-behaved receiver that remembers what it was sent. */
export interface Sink {
  readonly url: string;
  readonly received: readonly ReceivedRequest[];
  /** Resolves as soon as that many requests have been received. */
  untilReceived(count: number): Promise<void>;
  /** Resolves when nobody is connected any more: whatever a killed process had sent has been received then. */
  untilDisconnected(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a sink on a free port of 127.0.0.1. `answer` may be a promise, which holds the answer back. */
export async function sinkEndpoint(
  answer: (request: ReceivedRequest) => SinkAnswer | Promise<SinkAnswer> = () => ({
    status: 200,
    body: 'ok',
  }),
): Promise<Sink> {
  const received: ReceivedRequest[] = [];
  const waiting = new Set<() => void>();
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const { url: path = '', headers, socket } = request;
      const one = { index: received.length, path, headers, body, remotePort: socket.remotePort };
      received.push(one);
      for (const check of waiting) check();
      const { status, headers: answerHeaders = {}, body: answerBody = '' } = await answer(one);
      response
        .writeHead(status, { 'content-length': Buffer.byteLength(answerBody), ...answerHeaders })
        .end(answerBody);
    });
  });
  let connections = 0;
  server.on('connection', (socket) => {
    connections++;
    socket.once('close', () => {
      connections--;
      for (const check of waiting) check();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A listening TCP server has an AddressInfo.
  const { port } = server.address() as AddressInfo;
  const when = (condition: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = () => {
        if (!condition()) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });

  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    untilReceived: (count) => when(() => received.length >= count),
    untilDisconnected: () => when(() => connections === 0),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
