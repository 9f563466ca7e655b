import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { killProcesses } from '../line-process.ts';
import { accounts, connect, newDataDir, query, removeDataDirs, serverPid, startUser } from './rig.ts';

afterEach(killProcesses);
afterAll(removeDataDirs);

/** One data folder for the tests of an account, as it would be in life: each leaves it to the next as it is. */
describe.each(accounts)('an embedded PostgreSQL, run as $as', ({ account }) => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await newDataDir(account);
  });

  test('is made at the first start, keeps its data, and is gone after the stop', async () => {
    const first = await startUser({ dataDir, account });
    expect(first.adopted).toBe(false);
    await query(first.address, 'create table kept as select 42 as answer');
    await first.leave('stop');
    expect(await serverPid(dataDir)).toBeNull();
    const second = await startUser({ dataDir, account });
    expect(second.adopted).toBe(false);
    expect(await query(second.address, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await second.leave('stop');
  });

  test('lets nobody else in: the folder, the socket and the password are its own, a wrong password fails', async () => {
    const { address } = await startUser({ dataDir, account });
    const root = join(dataDir, 'postgres');
    expect(statSync(root).mode & 0o777).toBe(0o700);
    expect(statSync(join(root, 'data')).mode & 0o777).toBe(0o700);
    expect(statSync(join(root, 'password')).mode & 0o777).toBe(0o600);
    expect(statSync(join(root, 'server.log')).mode & 0o777).toBe(0o600);
    await expect(query({ ...address, password: 'guess' }, 'select 1')).rejects.toMatchObject({
      code: '28P01',
    });
    expect(await query(address, "select current_setting('listen_addresses') as tcp")).toEqual([{ tcp: '' }]);
  });

  test('commits to the disk, folds case beyond ASCII, and sorts alike on every machine', async () => {
    const { address } = await startUser({ dataDir, account });
    const [row] = await query(
      address,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit,
              lower('ÄÖÉ') as folded, 'a' > 'Z' as by_code_point`,
    );
    expect(row).toEqual({ fsync: 'on', synchronous_commit: 'on', folded: 'äöé', by_code_point: true });
  });

  test('that is killed is started again at the same address, with what was committed', async () => {
    const user = await startUser({ dataDir, account, purpose: 'serve' });
    const sql = connect(user.address);
    await sql`update kept set answer = 43`;
    const pid = await serverPid(dataDir);
    if (pid === null) throw new Error('It runs.');
    process.kill(pid, 'SIGKILL');
    await user.until(/"lost"/);
    await user.until(/runs again/);
    expect(await serverPid(dataDir)).not.toBe(pid);
    expect(await sql`select answer from kept`).toEqual([{ answer: 43 }]);
    await sql.end();
    await user.leave('stop');
    expect(await serverPid(dataDir)).toBeNull();
  });

  test('outlives a parent that is killed, and the next start adopts it', async () => {
    const killed = await startUser({ dataDir, account, purpose: 'serve' });
    const pid = await serverPid(dataDir);
    killed.kill('SIGKILL');
    await killed.ended;
    expect(await serverPid(dataDir)).toBe(pid);
    const next = await startUser({ dataDir, account, purpose: 'serve' });
    expect(next.adopted).toBe(true);
    expect(next.address).toEqual(killed.address);
    await next.leave('stop');
    expect(await serverPid(dataDir)).toBeNull();
  });

  test('starts after parent and server were killed together, however often', async () => {
    for (let round = 0; round < 3; round += 1) {
      const user = await startUser({ dataDir, account, purpose: 'serve' });
      await query(user.address, `create table round_${round} as select 1`);
      const pid = await serverPid(dataDir);
      if (pid === null) throw new Error('It runs.');
      user.kill('SIGKILL');
      process.kill(pid, 'SIGKILL');
      await user.ended;
    }
    const user = await startUser({ dataDir, account });
    const tables = await query(user.address, "select 1 from pg_tables where tablename like 'round_%'");
    expect(tables).toHaveLength(3);
    expect(readdirSync(dataDir)).toEqual(['postgres']);
  });
});
