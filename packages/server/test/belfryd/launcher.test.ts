import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import nodeFlags from '../../bin/node-flags.json' with { type: 'json' };
import { newDataDir, removeDataDirs, serverPid } from '../embedded-postgres/rig.ts';
import { killProcesses } from '../line-process.ts';
import { launcher, run, serve, stop } from './belfryd-rig.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await newDataDir();
});
afterEach(killProcesses);
afterAll(removeDataDirs);

/** A Node.js of the machine that is too old to run TypeScript, where it has one. */
const older = ['/usr/bin/node', '/usr/local/bin/node'].find((program) => {
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return /^v(18|20|22)\./.test(stdout ?? '');
});

test('npx belfryd on our own Node.js passes arguments and exit codes on', async () => {
  const program = [process.execPath, launcher] as const;
  expect(await run(dataDir, ['--version'], { program: [...program] })).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
  expect(await run(dataDir, ['nonsense'], { program: [...program] })).toMatchObject({ code: 2 });
});

test('npm start runs belfryd with the same flags of Node.js as npx belfryd', () => {
  const manifest = readFileSync(join(import.meta.dirname, '../../../../package.json'), 'utf8');
  expect(JSON.parse(manifest)).toMatchObject({
    scripts: { start: `node ${nodeFlags.join(' ')} packages/server/src/main.ts serve --dev` },
  });
});

test.skipIf(older === undefined)(
  'on an older Node.js it runs on the one that came with it, through to a clean stop',
  async () => {
    const program: [string, string] = [older ?? '', launcher];
    expect(await run(dataDir, ['nonsense'], { program })).toMatchObject({ code: 2 });
    const serving = await serve(dataDir, { program });
    expect(await stop(serving)).toBe(0);
    expect(await serverPid(dataDir)).toBeNull();
  },
);

test.skipIf(older === undefined)(
  'when the launcher is killed belfryd ends as well, and the next start just works',
  async () => {
    const program: [string, string] = [older ?? '', launcher];
    const killed = await serve(dataDir, { program });
    killed.kill('SIGKILL');
    const next = await serve(dataDir, { program });
    expect(await stop(next)).toBe(0);
    expect(await serverPid(dataDir)).toBeNull();
  },
);
