/**
 * The limit that Belfry is measured against: one undici pool that posts the same bytes with the same signature,
 * and does nothing else. Every call has an id of its own where a delivery has it, in headers and body.
 */
import { Pool } from 'undici';
import { answerCommands, monotonicMs } from './part.ts';
import { type Scheme, signerOf } from './signing.ts';

export type BareCommands = {
  run: {
    input: BareRun;
    /** `firstAt`: when the first call was answered. */
    output: { sent: number; firstAt: number };
  };
};

export interface BareRun {
  readonly port: number;
  readonly path: string;
  readonly connections: number;
  readonly durationMs: number;
  /** The body as a webhook gets it, and the event's id, which it may hold. */
  readonly body: string;
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The names of the headers that hold the id, the time of the call and the signature. */
  readonly idHeaders: readonly string[];
  readonly timestampHeaders: readonly string[];
  readonly signatureHeaders: readonly string[];
  readonly secret: string;
  readonly scheme: Scheme;
}

let lastCall = 0;

async function run(input: BareRun) {
  const { port, path, connections, durationMs } = input;
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections, pipelining: 1 });
  const makeCall = callMaker(input);
  const start = monotonicMs();
  let firstAt = 0;
  let sent = 0;
  const post = async () => {
    const response = await pool.request({ method: 'POST', path, ...makeCall(nextId()) });
    await response.body.dump();
    if (response.statusCode !== 200) throw new Error(`the sink answered ${response.statusCode}`);
    sent += 1;
    if (firstAt === 0) firstAt = monotonicMs();
  };
  const worker = async () => {
    while (monotonicMs() - start < durationMs) await post();
  };
  await Promise.all(Array.from({ length: connections }, worker));
  await pool.close();
  return { sent, firstAt };
}

/** Answers the headers and the body of the call with this id. */
function callMaker(input: BareRun) {
  const [before, after] = split(input.body, input.id);
  const sign = signerOf(input.scheme, input.secret);
  return (id: string) => {
    const body = after === null ? before : before + id + after;
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = sign({ id, timestamp, body });
    const headers = { ...input.headers };
    for (const name of input.idHeaders) headers[name] = id;
    for (const name of input.timestampHeaders) headers[name] = timestamp;
    for (const name of input.signatureHeaders) headers[name] = signature;
    return { headers, body };
  };
}

/** What stands around the id; null where the body does not hold it. */
function split(body: string, id: string): readonly [string, string | null] {
  const at = body.indexOf(id);
  return at === -1 ? [body, null] : [body.slice(0, at), body.slice(at + id.length)];
}

function nextId(): string {
  lastCall += 1;
  return `00000000-0000-7000-8000-${lastCall.toString(16).padStart(12, '0')}`;
}

answerCommands<BareCommands>({ run });
