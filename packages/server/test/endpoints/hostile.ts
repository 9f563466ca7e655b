import net from 'node:net';
import { Worker } from 'node:worker_threads';
import { answerText, type Certificate, type Endpoint, requestEndpoint, tcpEndpoint } from './tcp.ts';

/** Answers every request with these bytes and keeps the connection open. */
export function answeringEndpoint(answer: string | Buffer, certificate?: Certificate): Promise<Endpoint> {
  return requestEndpoint((socket) => socket.write(answer), certificate);
}

/** Accepts connections and requests, and never says anything. */
export function hangingEndpoint(): Promise<Endpoint> {
  return tcpEndpoint((socket) => socket.resume());
}

/** Answers with endless headers or an endless body, a byte at a time. */
export function drippingEndpoint(part: 'headers' | 'body', intervalMs: number): Promise<Endpoint> {
  return requestEndpoint((socket) => {
    socket.write(
      part === 'headers' ? 'HTTP/1.1 200 OK\r\nx-drip: ' : 'HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n',
    );
    const timer = setInterval(() => socket.write('d'), intervalMs);
    socket.on('close', () => clearInterval(timer));
  });
}

export const tenGibibytes = 10 * 1024 ** 3;

/** Answers with 10 GiB as fast as they are read, announced in a Content-Length or in chunks of unknown number. */
export async function endlessEndpoint(
  framing: 'announced' | 'chunked',
): Promise<Endpoint & { bytesWritten(): number }> {
  const payload = Buffer.alloc(64 * 1024, 'x');
  const head = framing === 'announced' ? `content-length: ${tenGibibytes}` : 'transfer-encoding: chunked';
  const part =
    framing === 'announced'
      ? payload
      : Buffer.concat([Buffer.from(`${payload.length.toString(16)}\r\n`), payload, Buffer.from('\r\n')]);
  let bytesWritten = 0;
  const endpoint = await requestEndpoint((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\n${head}\r\n\r\n`);
    let left = tenGibibytes;
    const pump = () => {
      let roomLeft = true;
      while (roomLeft && left > 0 && !socket.destroyed) {
        roomLeft = socket.write(part);
        left -= payload.length;
        bytesWritten += payload.length;
      }
    };
    socket.on('drain', pump);
    pump();
  });
  return { ...endpoint, bytesWritten: () => bytesWritten };
}

/** Sends 64 KiB of headers in front of a small body. */
export function bigHeadersEndpoint(): Promise<Endpoint> {
  const headers = Array.from({ length: 64 }, (_, index) => `x-big-${index}: ${'h'.repeat(1010)}`);
  return answeringEndpoint(answerText('200 OK', headers, 'ok'));
}

/** Closes the connection after the whole request, without an answer. */
export function closingEndpoint(how: 'end' | 'reset'): Promise<Endpoint> {
  return requestEndpoint((socket) => (how === 'end' ? socket.end() : socket.resetAndDestroy()));
}

/** Announces 1,000 bytes, sends a few and closes the connection. */
export function truncatingEndpoint(): Promise<Endpoint> {
  return requestEndpoint((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nonly this'));
}

/** Keeps every connection alive for one answer and closes it when the next request comes, without a word. */
export function forgetfulEndpoint(): Promise<Endpoint> {
  const served = new Set<number>();
  return requestEndpoint((socket, { connection }) => {
    if (served.has(connection)) socket.resetAndDestroy();
    else socket.write(answerText('200 OK', ['connection: keep-alive'], `connection ${connection}`));
    served.add(connection);
  });
}

/** Redirects every request. */
export function redirectingEndpoint(location: string): Promise<Endpoint> {
  return answeringEndpoint(answerText('302 Found', [`location: ${location}`], 'moved'));
}

/** The URL of a port on which nothing listens. */
export async function refusingUrl(): Promise<string> {
  const endpoint = await tcpEndpoint(() => {});
  await endpoint.close();
  return endpoint.url;
}

/**
 * An endpoint whose connections are never established: its thread sleeps, so that nobody accepts, and its queue of
 * connections to be accepted is full, so that the kernel leaves further ones without an answer.
 */
export async function unreachableEndpoint(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads');
     const server = require('node:net').createServer();
     server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
     });`,
    { eval: true },
  );
  const port = await new Promise<number>((resolve) => worker.once('message', resolve));
  const fillers: net.Socket[] = [];
  // Linux queues one more than the backlog; the first connection that isn't established in time shows a full queue.
  for (let established = true; established && fillers.length < 16; ) {
    const filler = net.connect(port, '127.0.0.1').on('error', () => {});
    fillers.push(filler);
    established = await new Promise<boolean>((resolve) => {
      filler.once('connect', () => resolve(true));
      filler.setTimeout(200, () => resolve(false));
    });
  }
  return {
    url: `http://127.0.0.1:${port}/hook`,
    close: async () => {
      for (const filler of fillers) filler.destroy();
      await worker.terminate();
    },
  };
}
