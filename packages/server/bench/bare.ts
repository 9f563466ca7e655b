/**
 * The limit that Belfry is measured against: one undici pool that posts the same bytes with the same signature,
 * and does nothing else. Every call has an id of its own in body and header, as a delivery has.
 */
import { createHmac } from 'node:crypto';
import { Pool } from 'undici';
import { answerCommands, monotonicMs } from './part.ts';

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
  /** The body as a webhook gets it, and the event's id in it. */
  readonly body: string;
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The names of the headers that hold the id and the signature. */
  readonly idHeader: string;
  readonly signatureHeader: string;
  readonly secret: string;
}

let lastCall = 0;

async function run(input: BareRun) {
  const { port, path, connections, durationMs, secret, idHeader, signatureHeader } = input;
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections, pipelining: 1 });
  const [before, after] = split(input.body, input.id);
  const start = monotonicMs();
  let firstAt = 0;
  let sent = 0;
  const post = async () => {
    const callId = nextId();
    const text = before + callId + after;
    const signature = createHmac('sha256', secret).update(text, 'utf8').digest('hex');
    const response = await pool.request({
      method: 'POST',
      path,
      headers: { ...input.headers, [idHeader]: callId, [signatureHeader]: signature },
      body: text,
    });
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

function split(body: string, id: string): readonly [string, string] {
  const at = body.indexOf(id);
  if (at === -1) throw new Error('the body does not hold the id of its event');
  return [body.slice(0, at), body.slice(at + id.length)];
}

function nextId(): string {
  lastCall += 1;
  return `00000000-0000-7000-8000-${lastCall.toString(16).padStart(12, '0')}`;
}

answerCommands<BareCommands>({ run });
