import { connect, type Socket } from 'node:net';

/**
 * One keep-alive HTTP/1.1 connection with one request at a time, as cheap as Node can make it: the load
 * generator shares the machine with what it measures. States: idle (`waiting` null) and busy. Answers without a
 * content-length are refused, and a connection that fails is not opened again: the bench fails with it.
 */
export interface Connection {
  /** Posts a request made by `postRequest`. Rejects where the connection fails or is busy. */
  readonly send: (request: Buffer) => Promise<Answer>;
  readonly close: () => void;
}

export interface Answer {
  readonly statusCode: number;
  readonly body: string;
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

export function openConnection(port: number): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(connectionOn(socket));
    });
  });
}

/** The bytes of a JSON POST, made once and sent many times. */
export function postRequest(port: number, path: string, key: string, body: string): Buffer {
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${key}\r\n` +
      `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

function connectionOn(socket: Socket): Connection {
  let waiting: Waiting | null = null;
  let received: Buffer = Buffer.alloc(0);
  const fail = (error: Error) => {
    waiting?.reject(error);
    waiting = null;
  };
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the server closed the connection')));
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const answer = answerIn(received);
    if (answer === null) return;
    received = Buffer.alloc(0);
    waiting?.resolve(answer);
    waiting = null;
  });
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        if (waiting !== null || socket.destroyed) {
          reject(new Error('the connection is busy or closed'));
          return;
        }
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => {
      socket.removeAllListeners('close');
      socket.destroy();
    },
  };
}

/** One request at a time: what has been received is one answer, or the beginning of it. */
function answerIn(bytes: Buffer): Answer | null {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd === -1) return null;
  const head = bytes.toString('latin1', 0, headEnd);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`an answer came without a content-length:\n${head}`);
  const bodyStart = headEnd + 4;
  if (bytes.length < bodyStart + Number(length)) return null;
  return { statusCode: Number(head.slice(9, 12)), body: bytes.toString('utf8', bodyStart) };
}
