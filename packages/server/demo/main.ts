/** `npm run demo`: Belfry on an embedded database, the life of a case, and receivers that verify every call. */
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type BelfrydProcess, freePort, startBelfrydProcess } from './belfryd-process.ts';
import { play } from './play.ts';
import { createScreen, type Screen } from './screen.ts';
import { type DemoWorkspace, openWorkspace } from './workspace.ts';

const usage = `npm run demo -- [--once] [--fresh]

  --once   ends after the summary: exit code 0 where all that was sent has arrived, 1 otherwise
  --fresh  forgets earlier runs, which are kept in .belfry-demo`;

const portWanted = 4400;
/** Between two scenes, so that a person can follow. */
const pauseMs = process.stdout.isTTY ? 900 : 0;

const options = parseOptions(process.argv.slice(2));
if (options === null) {
  console.error(usage);
  process.exitCode = 2;
} else {
  process.exitCode = await run(options);
}

async function run({ once, fresh }: { once: boolean; fresh: boolean }): Promise<number> {
  const screen = createScreen((line) => console.log(line));
  const interrupted = nextInterrupt();
  const dataDir = resolve('.belfry-demo');
  if (fresh) rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  screen.heading('Belfry demo');
  screen.faint('Starting Belfry with an embedded PostgreSQL; the first start takes a few seconds.');
  const belfryd = await startBelfrydProcess({
    program: [join(import.meta.dirname, 'server.ts')],
    dataDir,
    port: await freePort(portWanted),
  });
  try {
    return await Promise.race([
      tell(screen, belfryd, dataDir, once, interrupted),
      interrupted.then(() => 130),
    ]);
  } finally {
    screen.faint('Stopping Belfry.');
    await belfryd.stop();
  }
}

async function tell(
  screen: Screen,
  belfryd: BelfrydProcess,
  dataDir: string,
  once: boolean,
  interrupted: Promise<void>,
): Promise<number> {
  const workspace = await openWorkspace(dataDir, belfryd.baseUrl);
  screen.text(
    `Belfry listens on ${belfryd.baseUrl}, with a ${workspace.fresh ? 'fresh' : 'kept'} workspace in ${dataDir}.`,
  );
  screen.text(
    'Retries are in fast motion here: after 1, 4, 13 and 40 seconds, where the contract says hours.',
  );
  const { ok, close } = await play(workspace.api, screen, pauseMs);
  try {
    pointOn(screen, belfryd, workspace);
    if (!once) {
      screen.blank();
      screen.heading('Belfry and the receivers go on running. Ctrl-C stops them.');
      await Promise.race([interrupted, belfryd.ended]);
    }
  } finally {
    await close();
  }
  return ok ? 0 : 1;
}

function pointOn(screen: Screen, { baseUrl }: BelfrydProcess, { key }: DemoWorkspace): void {
  screen.blank();
  screen.heading('Where to look next');
  screen.text(`the API, readable          ${baseUrl}/docs`);
  screen.text(
    `what was delivered         curl -H 'Authorization: Bearer ${key}' ${baseUrl}/api/v1/deliveries`,
  );
  screen.text(`figures for Prometheus     ${baseUrl}/metrics`);
  screen.text('how a sample receiver works packages/server/demo/receiver.ts');
  screen.text('a first webhook of your own README.md');
}

function parseOptions(args: readonly string[]): { once: boolean; fresh: boolean } | null {
  try {
    const flag = { type: 'boolean', default: false } as const;
    return parseArgs({ args: [...args], options: { once: flag, fresh: flag } }).values;
  } catch {
    return null;
  }
}

function nextInterrupt(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
