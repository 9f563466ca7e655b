/** `npm run demo`: Belfry on an embedded database, two vendors' APIs, and receivers that verify every call. */
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Act } from './act.ts';
import { type BelfrydProcess, freePort, startBelfrydProcess } from './belfryd-process.ts';
import { kycAct } from './compilot/act.ts';
import { caseAct } from './dotfile/act.ts';
import { type Performance, play } from './play.ts';
import { type Evidence, findings } from './proof.ts';
import { createScreen, type Screen } from './screen.ts';
import { type DemoWorkspace, openWorkspace } from './workspace.ts';

const usage = `npm run demo -- [--once] [--fresh]

  --once   ends after the summary: exit code 0 where all that was sent has arrived, 1 otherwise
  --fresh  forgets earlier runs, which are kept in .belfry-demo`;

const acts: readonly Act[] = [caseAct, kycAct];
const portWanted = 4400;
/** Between two scenes, so that a person can follow. */
const pauseMs = process.stdout.isTTY ? 900 : 0;

const parentCheckMs = 1_000;
/** As shells state it. */
const interruptedCode = 130;

const options = parseOptions(process.argv.slice(2));
if (options === null) {
  console.error(usage);
  process.exitCode = 2;
} else {
  // What a failure left open must not keep the process alive.
  process.exit(await run(options));
}

async function run({ once, fresh }: { once: boolean; fresh: boolean }): Promise<number> {
  const screen = createScreen((line) => console.log(line));
  const interrupt = nextInterrupt();
  const dataDir = resolve('.belfry-demo');
  if (fresh) rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  screen.heading('Belfry demo');
  screen.faint('Starting Belfry with an embedded PostgreSQL; the first start takes a few seconds.');
  let belfryd: BelfrydProcess | null = null;
  try {
    belfryd = await startBelfrydProcess({
      program: [join(import.meta.dirname, 'server.ts')],
      dataDir,
      port: await freePort(portWanted),
    });
    return await Promise.race([tell(screen, belfryd, dataDir, once, interrupt), interrupt.early]);
  } catch (error) {
    if (interrupt.received) return interruptedCode;
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    if (belfryd !== null) screen.faint('Stopping Belfry.');
    await belfryd?.stop();
  }
}

async function tell(
  screen: Screen,
  belfryd: BelfrydProcess,
  dataDir: string,
  once: boolean,
  interrupt: Interrupt,
): Promise<number> {
  const workspaces: DemoWorkspace[] = [];
  for (const { dialect } of acts) workspaces.push(await openWorkspace(dataDir, belfryd.baseUrl, dialect));
  const age = workspaces.every(({ fresh }) => fresh) ? 'fresh' : 'kept';
  screen.text(`Belfry listens on ${belfryd.baseUrl}, with ${age} workspaces in ${dataDir}.`);
  const performances: Performance[] = [];
  try {
    for (const [index, act] of acts.entries()) {
      const workspace = workspaces[index];
      if (workspace !== undefined) performances.push(await play(act, workspace, screen, pauseMs));
    }
    const code = prove(screen, performances) ? 0 : 1;
    pointOn(screen, belfryd, workspaces, once);
    if (once) return code;
    screen.blank();
    screen.heading('Belfry and the receivers go on running. Ctrl-C stops them.');
    // From here on an interrupt is the way to end it, and no failure.
    interrupt.expected = true;
    await Promise.race([interrupt.any, belfryd.ended]);
    return code;
  } finally {
    await Promise.all(performances.map(({ close }) => close()));
  }
}

/** The summary of all that was played; true where what was promised is what arrived. */
function prove(screen: Screen, performances: readonly Performance[]): boolean {
  const evidence: Evidence = {
    requestCount: performances.reduce((sum, { requestCount }) => sum + requestCount, 0),
    caused: performances.flatMap((one) => one.caused),
    beyond: performances.flatMap((one) => one.beyond),
    expected: performances.flatMap((one) => one.expected),
    calls: performances.flatMap((one) => one.calls),
    stored: performances.flatMap((one) => one.stored),
  };
  const { requestCount, caused, expected, calls } = evidence;
  const found = findings(evidence);
  screen.blank();
  screen.heading(
    `What was sent is what arrived: ${requestCount} API calls, ${caused.length} events, ${expected.length} deliveries, ${calls.length} webhook calls`,
  );
  for (const { ok, claim } of found) screen.checked(ok, claim);
  return found.every(({ ok }) => ok);
}

function pointOn(
  screen: Screen,
  { baseUrl, consoleLink }: BelfrydProcess,
  workspaces: readonly DemoWorkspace[],
  once: boolean,
): void {
  screen.blank();
  screen.heading('Where to look next');
  if (once) screen.link('Belfry, going on', 'npm run demo');
  else {
    screen.link('the console (works once)', consoleLink() ?? baseUrl);
    screen.link('the API, readable', `${baseUrl}/docs`);
    for (const [index, { vendor }] of acts.entries()) {
      const key = workspaces[index]?.key ?? '';
      const header = Object.entries(vendor.keyHeader(key)).map((pair) => pair.join(': '));
      screen.link(
        `what ${vendor.name}'s API has`,
        `curl -H '${header.join('')}' '${baseUrl}${vendor.path}${vendor.lookAt}'`,
      );
      screen.link(
        'and what was delivered',
        `curl -H 'Authorization: Bearer ${key}' ${baseUrl}/api/v1/deliveries`,
      );
    }
    screen.link('figures for Prometheus', `${baseUrl}/metrics`);
  }
  for (const { vendor } of acts) screen.link(`${vendor.name}'s API in Belfry`, vendor.documentation);
  screen.link('a receiver in code', 'packages/server/demo/receiver.ts');
  screen.link('a first webhook of yours', 'README.md');
}

function parseOptions(args: readonly string[]): { once: boolean; fresh: boolean } | null {
  try {
    const flag = { type: 'boolean', default: false } as const;
    return parseArgs({ args: [...args], options: { once: flag, fresh: flag } }).values;
  } catch {
    return null;
  }
}

interface Interrupt {
  received: boolean;
  expected: boolean;
  readonly any: Promise<void>;
  /** Resolves with the exit code when one comes before it is expected. */
  readonly early: Promise<number>;
}

function nextInterrupt(): Interrupt {
  const any = Promise.withResolvers<void>();
  const early = Promise.withResolvers<number>();
  const interrupt: Interrupt = { received: false, expected: false, any: any.promise, early: early.promise };
  const receive = () => {
    interrupt.received = true;
    any.resolve();
    if (!interrupt.expected) early.resolve(interruptedCode);
  };
  process.on('SIGINT', receive);
  process.on('SIGTERM', receive);
  // npm passes a SIGTERM to its shell, and the shell to nobody: then all we notice is another parent.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) receive();
  }, parentCheckMs).unref();
  return interrupt;
}
