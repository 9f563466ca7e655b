import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mainFile } from '@belfry/server/demo/belfryd-process';
import { serve, stop } from '@belfry/server/test/belfryd/belfryd-rig';

export interface BelfrydInThePast {
  readonly setUpLink: string;
  /** Moves its clock on, to the present at most; answers how far it is behind then, in ms. */
  readonly advance: (ms: number) => Promise<number>;
  /** Stops it, its database too, and removes what it stored. */
  readonly close: () => Promise<void>;
}

const movedClock = pathToFileURL(join(import.meta.dirname, 'moved-clock.ts')).href;

/** A new belfryd with an embedded database in a temp folder, whose clock is so far behind. */
export async function startInThePast(historyMs: number): Promise<BelfrydInThePast> {
  const folder = await mkdtemp(join(tmpdir(), 'belfry-screenshots-'));
  const serving = await serve(join(folder, 'data'), {
    program: [process.execPath, '--import', movedClock, mainFile],
    // Threads would have clocks of their own.
    env: { HISTORY_MS: String(historyMs), BELFRY_CALL_THREADS: '0', BELFRY_MASTER_KEY: masterKey },
  });
  const [setUpLink] = await serving.until(/http\S+\/link#[\w.~-]+/);
  let times = 0;
  return {
    setUpLink,
    async advance(ms) {
      times += 1;
      serving.write(`advance ${ms} ${times}`);
      const [, behind] = await serving.until(new RegExp(`advanced ${times}: (\\d+) behind`));
      return Number(behind);
    },
    async close() {
      await stop(serving);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const masterKey = randomBytes(32).toString('base64');
