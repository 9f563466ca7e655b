import net, { type AddressInfo, type Socket } from 'node:net';
import tls from 'node:tls';

/** A server on a free port of 127.0.0.1 that a test starts and closes. */
export interface Endpoint {
  /** With a path: "http://127.0.0.1:40123/hook". */
  readonly url: string;
  readonly port: number;
  /** Connections accepted so far. */
  accepted(): number;
  /** Connections that are open now. */
  open(): number;
  /** Resolves as soon as that many connections are open, at once where they already are. */
  untilOpen(count: number): Promise<void>;
  /** Cuts every connection and stops listening. */
  close(): Promise<void>;
}

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** An endpoint that does with its connections whatever it is told; with a certificate it speaks TLS. */
export async function tcpEndpoint(
  onConnection: (socket: Socket, connection: number) => void,
  certificate?: Certificate,
): Promise<Endpoint> {
  const sockets = new Set<Socket>();
  const waiting = new Set<() => void>();
  let accepted = 0;
  const accept = (socket: Socket) => {
    // A peer that goes away is not this endpoint's affair.
    socket.on('error', () => {});
    onConnection(socket, accepted);
    accepted += 1;
  };
  const server = certificate === undefined ? net.createServer(accept) : tls.createServer(certificate, accept);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      for (const check of waiting) check();
    });
    for (const check of waiting) check();
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A listening TCP server has an AddressInfo.
  const { port } = server.address() as AddressInfo;

  return {
    url: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}/hook`,
    port,
    accepted: () => accepted,
    open: () => sockets.size,
    untilOpen: (count) =>
      new Promise((resolve) => {
        const check = () => {
          if (sockets.size !== count) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** One request as it came over a connection. */
export interface RawRequest {
  /** Counted from 0, over all connections. */
  readonly index: number;
  /** Counted from 0. */
  readonly connection: number;
  /** Request line, headers and body. */
  readonly text: string;
}

/** An endpoint that is told of each whole request and writes raw bytes for an answer. */
export async function requestEndpoint(
  onRequest: (socket: Socket, request: RawRequest) => void,
  certificate?: Certificate,
): Promise<Endpoint> {
  let index = 0;
  return tcpEndpoint((socket, connection) => {
    let received = '';
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
      for (let length = requestLength(received); length > 0; length = requestLength(received)) {
        const text = received.slice(0, length);
        received = received.slice(length);
        onRequest(socket, { index, connection, text });
        index += 1;
      }
    });
  }, certificate);
}

/** Of the first request in the text, in characters; 0 while it isn't whole. */
function requestLength(received: string): number {
  const headersEnd = received.indexOf('\r\n\r\n');
  if (headersEnd < 0) return 0;
  const announced = /\r\ncontent-length: (\d+)\r\n/i.exec(received.slice(0, headersEnd + 2));
  const length = headersEnd + 4 + Number(announced?.[1] ?? 0);
  return received.length >= length ? length : 0;
}

/** An answer as it goes over the wire, with its length announced. */
export function answerText(status: string, headers: readonly string[], body: string): string {
  const lines = [`HTTP/1.1 ${status}`, ...headers, `content-length: ${Buffer.byteLength(body)}`];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}
