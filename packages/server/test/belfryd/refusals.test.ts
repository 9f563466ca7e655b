import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { newDataDir, query, removeDataDirs, serverPid, startUser } from '../embedded-postgres/rig.ts';
import { killProcesses } from '../line-process.ts';
import { run, serve, stop } from './belfryd-rig.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await newDataDir();
  await stop(await serve(dataDir));
});
afterEach(killProcesses);
afterAll(removeDataDirs);

async function changeDatabase(statement: string): Promise<void> {
  const user = await startUser({ dataDir });
  await query(user.address, statement);
  await user.leave('stop');
}

test('every problem of the settings is reported together, before anything is started, with exit code 2', async () => {
  const env = { BELFRY_RETENTION_DAYS: '0', BELFRY_MASTER_KEY: 'short', BELFRY_ALLOWED_NETWORKS: 'home' };
  const { code, output } = await run(join(dataDir, 'untouched'), ['serve', '--port', 'http'], { env });
  expect(code).toBe(2);
  for (const name of [...Object.keys(env), '--port']) expect(output).toContain(`- ${name} `);
  expect(() => readFileSync(join(dataDir, 'untouched', 'master.key'))).toThrow('ENOENT');
});

test('a wrong command line is explained, with exit code 2', async () => {
  for (const args of [
    ['serv'],
    ['serve', '--prot', '1'],
    ['workspace', 'create', '--name', 'A'],
    ['serve', 'now'],
    ['serve', '--port'],
  ]) {
    const { code, output } = await run(dataDir, args);
    expect([args, code]).toEqual([args, 2]);
    expect(output).toContain('--help');
  }
});

test('a database with a newer schema is refused, and left as it is', async () => {
  await changeDatabase("insert into schema_migrations values (9999, '9999_later', 'x')");
  for (const args of [['serve', '--dev', '--port', '0'], ['migrate'], ['workspace', 'list']]) {
    const { code, output } = await run(dataDir, args);
    expect([args, code]).toEqual([args, 1]);
    expect(output).toContain('schema version 9999');
  }
  expect(await serverPid(dataDir)).toBeNull();
  await changeDatabase('delete from schema_migrations where version = 9999');
});

test('another master key than the one that the secrets are sealed with is refused', async () => {
  const file = join(dataDir, 'master.key');
  const key = readFileSync(file);
  writeFileSync(file, `${randomBytes(32).toString('base64')}\n`);
  const { code, output } = await run(dataDir, ['serve', '--dev', '--port', '0']);
  expect(code).toBe(1);
  expect(output).toMatch(/master\.key .*is not the master key/);
  writeFileSync(file, key);
  const other = await run(dataDir, ['serve'], {
    env: { BELFRY_MASTER_KEY: randomBytes(32).toString('hex') },
  });
  expect(other).toMatchObject({
    code: 1,
    output: expect.stringContaining('BELFRY_MASTER_KEY is not the master key'),
  });
  expect(await stop(await serve(dataDir))).toBe(0);
});

test('a port that is taken is named, and the database is stopped again', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const { code, output } = await run(dataDir, ['serve', '--dev', '--port', port]);
  taken.close();
  expect(code).toBe(1);
  expect(output).toContain(`port ${port}`);
  expect(await serverPid(dataDir)).toBeNull();
});

test('what a command is refused is said on standard error, with exit code 1', async () => {
  const user = await startUser({ dataDir });
  const unknown = await run(dataDir, ['key', 'create', '--workspace', 'Nobody']);
  expect(unknown).toMatchObject({ code: 1, output: expect.stringContaining('no workspace "Nobody"') });
  const dialect = await run(dataDir, ['workspace', 'create', '--name', 'A', '--dialect', 'none']);
  expect(dialect).toMatchObject({ code: 1, output: expect.stringContaining('"none"') });
  await user.leave('stop');
});
