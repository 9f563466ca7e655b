import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** The commands of one process of the bench: its input and its output by name. Plain JSON values only. */
export type Commands = Readonly<Record<string, { readonly input: unknown; readonly output: unknown }>>;

export interface Part<Of extends Commands> {
  /** Undefined where it could not be started. */
  readonly pid: number | undefined;
  /** Rejects where the command failed, or where the process ended before it answered. */
  readonly call: <Name extends keyof Of & string>(
    name: Name,
    input: Of[Name]['input'],
  ) => Promise<Of[Name]['output']>;
  readonly stop: () => Promise<void>;
}

interface Answer {
  readonly id: number;
  readonly output?: unknown;
  readonly error?: string;
}

interface Waiting {
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Starts `file` (beside this one), which calls `answerCommands`, as a process of its own. */
export function startPart<Of extends Commands>(file: string): Part<Of> {
  const child = fork(`${import.meta.dirname}/${file}`, { execPath: process.execPath });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  child.on('message', (message) => settle(waiting, message as Answer)); // answerCommands sends nothing else.
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} ended with ${code}`));
  });
  return {
    pid: child.pid,
    call: (name, input) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        // The output's type is what the process that has the same Commands answers with.
        waiting.set(lastId, { resolve: resolve as (output: unknown) => void, reject });
        child.send({ id: lastId, name, input });
      }),
    stop: () => stop(child),
  };
}

function settle(waiting: Map<number, Waiting>, { id, output, error }: Answer): void {
  const one = waiting.get(id);
  waiting.delete(id);
  if (error === undefined) one?.resolve(output);
  else one?.reject(new Error(error));
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.disconnect();
  child.kill('SIGKILL');
  await ended;
}

type Handlers<Of extends Commands> = {
  readonly [Name in keyof Of]: (input: Of[Name]['input']) => Promise<Of[Name]['output']> | Of[Name]['output'];
};

/** In the process itself: answers the commands, and ends when the bench is gone. */
export function answerCommands<Of extends Commands>(handlers: Handlers<Of>): void {
  process.on('disconnect', () => process.exit());
  process.on('message', (message) => {
    const { id, name, input } = message as { id: number; name: keyof Of; input: never }; // startPart sends nothing else.
    Promise.resolve()
      .then(() => handlers[name](input))
      .then(
        (output) => process.send?.({ id, output }),
        (error: unknown) =>
          process.send?.({ id, error: error instanceof Error ? error.stack : String(error) }),
      );
  });
}

/** Milliseconds on the machine's monotonic clock: comparable between the processes of one machine. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
