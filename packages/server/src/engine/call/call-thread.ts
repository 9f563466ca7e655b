/**
 * What runs in a thread for calls: a caller of its own, fed by messages. It ends when it is told to close, once the
 * calls under way have ended. Answers are gathered for one turn of the event loop, for a message costs more than
 * what is in it.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { Outcome } from '../../domain/outcome.ts';
import { createCaller } from './caller.ts';
import type { CallThreadOptions } from './threaded-caller.ts';

/** Calls to be made; null: close when they have ended. */
export type ToThread = readonly ThreadCall[] | null;

export type ThreadCall = readonly [
  id: number,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
];

export type FromThread = readonly (readonly [id: number, outcome: Outcome])[];

function run(port: NonNullable<typeof parentPort>, options: CallThreadOptions): void {
  const caller = createCaller(options);
  let ended: [number, Outcome][] = [];

  function send(): void {
    if (ended.length === 0) return;
    const answers: FromThread = ended;
    ended = [];
    port.postMessage(answers);
  }

  async function close(): Promise<void> {
    await caller.close();
    // The outcomes of the last calls come in this turn of the event loop.
    setImmediate(() => {
      send();
      port.close();
    });
  }

  port.on('message', (message: ToThread) => {
    if (message === null) {
      void close();
      return;
    }
    for (const [id, url, headers, body] of message) {
      void caller.call(url, headers, body).then((outcome) => {
        if (ended.push([id, outcome]) === 1) setImmediate(send);
      });
    }
  });
}

if (parentPort === null) throw new Error('This module runs in a thread only.');
// Only threaded-caller.ts starts it, with these options.
run(parentPort, workerData as CallThreadOptions);
