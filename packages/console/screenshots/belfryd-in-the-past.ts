import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mainFile } from '@belfry/server/demo/belfryd-process';
import { serve, stop } from '@belfry/server/test/belfryd/belfryd-rig';
import { receiversCertificate } from './certificate.ts';

export interface BelfrydInThePast {
  readonly startLink: string;
  /** Moves its clock on, to the present at most; answers how far it is behind then, in ms. */
  readonly advance: (ms: number) => Promise<number>;
  /** Stops it, its database too, and removes what it stored. */
  readonly close: () => Promise<void>;
}

const movedClock = pathToFileURL(join(import.meta.dirname, 'moved-clock.ts')).href;

/** A new belfryd with an embedded database in a temp folder, whose clock is so far behind. */
export async function startInThePast(historyMs: number): Promise<BelfrydInThePast> {
  const folder = await mkdtemp(join(tmpdir(), 'belfry-screenshots-'));
  const authority = join(folder, 'receivers.pem');
  await writeFile(authority, receiversCertificate);
  const serving = await serve(join(folder, 'data'), {
    program: [process.execPath, '--import', movedClock, mainFile],
    env: {
      HISTORY_MS: String(historyMs),
      // Threads would have clocks of their own.
      BELFRY_CALL_THREADS: '0',
      BELFRY_MASTER_KEY: randomBytes(32).toString('base64'),
      BELFRY_ALLOWED_NETWORKS: '127.0.0.0/8',
      NODE_EXTRA_CA_CERTS: authority,
    },
    args: [],
  });
  const [startLink] = await serving.until(/http\S+\/link#[\w.~-]+/);
  let times = 0;
  return {
    startLink,
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
