import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { accounts, newDataDir, removeDataDirs, serverPid } from '../embedded-postgres/rig.ts';
import { killProcesses } from '../line-process.ts';
import { until } from '../until.ts';
import { belfryd, createdWorkspace, opens, run, serve, stop } from './belfryd-rig.ts';

afterEach(killProcesses);
afterAll(removeDataDirs);

/** One data folder for the tests of an account, as it would be in life: each leaves it to the next as it is. */
describe.each(accounts)('belfryd serve, run as $as', ({ account }) => {
  let dataDir: string;
  let key: string;
  beforeAll(async () => {
    dataDir = await newDataDir(account);
  });

  test('is ready after its first start, and gone with its database after SIGTERM', async () => {
    const serving = await serve(dataDir, { account });
    expect(serving.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await fetch(`${serving.url}/healthz`)).json()).toMatchObject({ status: 'ok' });
    const readiness = await fetch(`${serving.url}/readyz`);
    expect([readiness.status, await readiness.json()]).toMatchObject([200, { status: 'ready' }]);
    expect(serving.output()).toContain('workspace create');
    expect(serving.output()).toMatch(
      /The console, signed in by a link that works once:\n {2}http:\S+\/link#[\w-]{86}\n/,
    );
    expect(statSync(join(dataDir, 'master.key')).mode & 0o777).toBe(0o600);
    expect(await stop(serving)).toBe(0);
    expect(await serverPid(dataDir)).toBeNull();
  });

  test('shares its data folder with the commands, while it runs and while it does not', async () => {
    const options = { account };
    const before = await run(
      dataDir,
      ['workspace', 'create', '--name', 'Before', '--dialect', 'dotfile', '--json'],
      options,
    );
    expect(await serverPid(dataDir)).toBeNull();
    const serving = await serve(dataDir, options);
    const during = await run(
      dataDir,
      ['workspace', 'create', '--name', 'During', '--dialect', 'dotfile', '--json'],
      options,
    );
    key = createdWorkspace(during.output).key;
    expect(await opens(serving.url, createdWorkspace(before.output).key)).toBe(200);
    expect(await opens(serving.url, key)).toBe(200);
    expect(await opens(serving.url, 'belfry_unknown')).toBe(401);
    await stop(serving);
  });

  test('refuses a second start on its data folder, in words, and goes on', async () => {
    const serving = await serve(dataDir, { account });
    const second = await run(dataDir, ['serve', '--dev', '--port', '0'], { account });
    expect(second).toMatchObject({ code: 1, output: expect.stringContaining('Another belfryd is serving') });
    expect(await opens(serving.url, key)).toBe(200);
    expect(await stop(serving)).toBe(0);
  });

  test('just starts after SIGKILL of belfryd, of PostgreSQL, and of both', async () => {
    const first = await serve(dataDir, { account });
    first.kill('SIGKILL');
    await first.ended;
    const second = await serve(dataDir, { account });
    expect(await opens(second.url, key)).toBe(200);
    await killServer(dataDir);
    await until(
      async () =>
        (await fetch(`${second.url}/readyz`)).status === 200 && second.output().includes('runs again'),
    );
    expect(await opens(second.url, key)).toBe(200);
    await killServer(dataDir);
    second.kill('SIGKILL');
    await second.ended;
    const third = await serve(dataDir, { account });
    expect(await opens(third.url, key)).toBe(200);
    expect(await stop(third)).toBe(0);
    expect(await serverPid(dataDir)).toBeNull();
  }, 120_000);

  test('ends cleanly where it is stopped while it starts', async () => {
    const starting = belfryd(dataDir, ['serve', '--dev', '--port', '0'], { account });
    await until(async () => (await serverPid(dataDir)) !== null);
    expect(await stop(starting)).toBe(0);
    expect(await serverPid(dataDir)).toBeNull();
  });
});

async function killServer(dataDir: string): Promise<void> {
  const pid = await serverPid(dataDir);
  if (pid === null) throw new Error('It runs.');
  process.kill(pid, 'SIGKILL');
}
