import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve, stop } from '@belfry/server/test/belfryd/belfryd-rig';
import { type TestDatabase, testDatabase } from '@belfry/server/test/database';
import { type Sink, sinkEndpoint } from '@belfry/server/test/endpoints/sink';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { ensureBuilt } from './built-console.ts';
import { type FirstWorkspace, type Installation, type Person, setUpInstallation } from './installation.ts';
import { openVisitor, type Visitor, type VisitorOptions } from './visitor.ts';

/**
 * The console as people meet it: a belfryd of its own process on a database of its own, with the pages as they are
 * built, and one browser. For one test file; everything is real.
 */
export interface ConsoleRig extends Installation {
  readonly database: TestDatabase;
  readonly browser: Browser;
  /** Somebody who is signed in, at the path: "/w/…/logs". */
  readonly signIn: (person: Person, path: string, options?: VisitorOptions) => Promise<Visitor>;
  /** A receiver on loopback that answers as told, with 200 unless told; closed with the rig. */
  readonly sink: (answer?: SinkAnswers) => Promise<Sink>;
  readonly belfryd: BelfrydOnDatabase;
  /** Closes everything, visitors too. Throws where one of them met trouble. */
  readonly close: () => Promise<void>;
}

export type SinkAnswers = Parameters<typeof sinkEndpoint>[0];

export interface ConsoleRigOptions {
  /** The one that is made with the first account: "Acme", of Dotfile's dialect, unless stated. */
  readonly workspace?: FirstWorkspace;
  /** Settings of belfryd. */
  readonly env?: Readonly<Record<string, string>>;
  /** In development, where webhooks may have loopback addresses, unless this says otherwise. */
  readonly dev?: boolean;
}

/** Of a beforeAll that starts a rig: the first of a run also unpacks the browser and builds the console. */
export const rigStartTimeoutMs = 300_000;

export async function consoleRig(options: ConsoleRigOptions = {}): Promise<ConsoleRig> {
  const belfryd = await startBelfryd(options);
  const first = options.workspace ?? { name: 'Acme', dialect: 'dotfile' };
  const browser = await launchBrowser();
  const installation = await setUpInstallation(belfryd.startLink, first).catch(async (error: unknown) => {
    await Promise.all([browser.close(), belfryd.close()]);
    throw error;
  });
  const visitors: Visitor[] = [];
  const sinks: Sink[] = [];
  return {
    ...installation,
    database: belfryd.database,
    browser,
    belfryd,
    async signIn({ cookie }, path, visitorOptions) {
      const visitor = await openVisitor(browser, installation.baseUrl, { cookie, ...visitorOptions });
      visitors.push(visitor);
      await visitor.page.goto(path);
      return visitor;
    },
    async sink(answer) {
      const sink = await sinkEndpoint(answer);
      sinks.push(sink);
      return sink;
    },
    async close() {
      const closed = await Promise.allSettled(visitors.map((visitor) => visitor.close()));
      await browser.close();
      await belfryd.close();
      await Promise.all(sinks.map((sink) => sink.close()));
      for (const one of closed) if (one.status === 'rejected') throw one.reason;
    },
  };
}

export interface BelfrydOnDatabase {
  readonly url: string;
  readonly database: TestDatabase;
  /** As it was printed at the first start: it signs in the developer, or makes the first account. */
  readonly startLink: string;
  readonly stop: () => Promise<void>;
  /** On the same port again. */
  readonly start: () => Promise<void>;
  /** Stops it and drops the database. */
  readonly close: () => Promise<void>;
}

/** belfryd with the built console, and nobody in it yet. */
export async function startBelfryd(options: ConsoleRigOptions = {}): Promise<BelfrydOnDatabase> {
  const [, database, folder] = await Promise.all([
    ensureBuilt(),
    testDatabase(),
    mkdtemp(join(tmpdir(), 'belfry-console-test-')),
  ]);
  const env = {
    DATABASE_URL: database.url,
    BELFRY_MASTER_KEY: randomBytes(32).toString('base64'),
    ...options.env,
  };
  const mode = options.dev === false ? [] : ['--dev'];
  const clear = async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  };
  const begin = async (...more: string[]) => serve(folder, { env, args: [...mode, ...more] });
  let serving = await begin().catch(async (error: unknown) => {
    await clear();
    throw error;
  });
  const { url } = serving;
  const [startLink] = await serving.until(/http\S+\/link#[\w.~-]+/);
  return {
    url,
    database,
    startLink,
    async stop() {
      await stop(serving);
    },
    async start() {
      serving = await begin('--port', new URL(url).port);
    },
    async close() {
      await stop(serving);
      await clear();
    },
  };
}
