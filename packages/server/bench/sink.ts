/**
 * The endpoint of the bench: answers every POST with 200 as cheaply as Node can (a socket, no HTTP server) and
 * remembers which delivery arrived when, by the header that names the event. State: `receipts` holds the first
 * receipt of every id since the last `reset`; `duplicates` counts the others.
 */
import { createServer, type Socket } from 'node:net';
import { answerCommands, monotonicMs } from './part.ts';

export type SinkCommands = {
  /** `idHeader`: the lower-case name of the header that names the event. */
  listen: { input: { idHeader: string }; output: { port: number } };
  reset: { input: null; output: null };
  /** Waits until `count` ids have arrived, or none has for `idleMsMax`. Times: see monotonicMs. */
  arrived: {
    input: { count: number; idleMsMax: number };
    output: { unique: number; duplicates: number; lastAt: number };
  };
  /** Which of the ids have not arrived. */
  missing: { input: { ids: readonly string[] }; output: string[] };
  /** When each id arrived; null for one that did not. */
  receipts: { input: { ids: readonly string[] }; output: (number | null)[] };
};

const answer = 'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 2\r\n\r\nok';
const endOfHead = '\r\n\r\n';
const headBytesMax = 16 * 1024;
const nothing = Buffer.alloc(0);

let idHeader = '';
const receipts = new Map<string, number>();
let duplicates = 0;
let lastAt = 0;

function serve(socket: Socket): void {
  let rest: Buffer = nothing;
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let answers = '';
    for (let size = requestSize(rest); size !== null; size = requestSize(rest)) {
      rest = rest.subarray(size);
      answers += answer;
    }
    if (answers !== '') socket.write(answers);
  });
}

/** Takes one whole request from the front of the bytes; null where more bytes are needed. */
function requestSize(bytes: Buffer): number | null {
  const headEnd = bytes.indexOf(endOfHead);
  if (headEnd === -1) {
    if (bytes.length > headBytesMax) throw new Error('the head of a request is too large');
    return null;
  }
  const head = bytes.toString('latin1', 0, headEnd).toLowerCase();
  const size = headEnd + endOfHead.length + Number(headerOf(head, 'content-length'));
  if (bytes.length < size) return null;
  receive(headerOf(head, idHeader));
  return size;
}

function headerOf(head: string, name: string): string {
  const start = head.indexOf(`\r\n${name}: `);
  if (start === -1) throw new Error(`a request came without ${name}`);
  const valueStart = start + name.length + 4;
  const end = head.indexOf('\r\n', valueStart);
  return end === -1 ? head.slice(valueStart) : head.slice(valueStart, end);
}

function receive(id: string): void {
  lastAt = monotonicMs();
  if (receipts.has(id)) duplicates += 1;
  else receipts.set(id, lastAt);
}

async function arrived(count: number, idleMsMax: number): Promise<void> {
  let seen = receipts.size;
  let quietSince = monotonicMs();
  while (receipts.size < count && monotonicMs() - quietSince < idleMsMax) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    if (receipts.size > seen) quietSince = monotonicMs();
    seen = receipts.size;
  }
}

answerCommands<SinkCommands>({
  listen: (input) =>
    new Promise((resolve, reject) => {
      idHeader = input.idHeader;
      const server = createServer(serve);
      server.on('error', reject);
      server.listen(0, '127.0.0.1', 4096, () => {
        const address = server.address();
        if (address === null || typeof address === 'string') reject(new Error('the sink has no port'));
        else resolve({ port: address.port });
      });
    }),
  reset: () => {
    receipts.clear();
    duplicates = 0;
    return null;
  },
  arrived: async ({ count, idleMsMax }) => {
    await arrived(count, idleMsMax);
    return { unique: receipts.size, duplicates, lastAt };
  },
  missing: ({ ids }) => ids.filter((id) => !receipts.has(id)),
  receipts: ({ ids }) => ids.map((id) => receipts.get(id) ?? null),
});
