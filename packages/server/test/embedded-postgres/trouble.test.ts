import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../src/runtime/embedded-postgres/embedded-postgres.ts';
import { killProcesses } from '../line-process.ts';
import {
  accounts,
  asRoot,
  newDataDir,
  query,
  removeDataDirs,
  serverPid,
  spawnUser,
  startUser,
} from './rig.ts';

const plain = accounts.find(({ account }) => account !== null)?.account;
const log = { info: () => {}, warn: () => {}, error: () => {} };
let dataDir: string;
let cluster: string;

beforeAll(async () => {
  dataDir = await newDataDir();
  cluster = join(dataDir, 'postgres', 'data');
  const user = await startUser({ dataDir });
  await user.leave('stop');
});
afterEach(killProcesses);
afterAll(removeDataDirs);

async function problemOf(options: Parameters<typeof spawnUser>[0]): Promise<string> {
  const user = spawnUser(options);
  const [line] = await user.until(/^\{"kind":"problem".*\}$/m);
  expect(await user.ended).toMatchObject({ code: 1 });
  return JSON.parse(line).message;
}

test('lock files whose number is another program by now do not keep the server from starting', async () => {
  const lines = [String(process.pid), cluster, '1700000000', '5432', '.', '', '  1234567  1', 'ready   '];
  for (const name of ['postmaster.pid', '.s.PGSQL.5432.lock']) {
    writeFileSync(join(cluster, name), `${lines.join('\n')}\n`);
    chownLike(join(cluster, name), cluster);
  }
  const user = await startUser({ dataDir });
  expect(user.adopted).toBe(false);
  await user.leave('stop');
});

test('a server whose socket would have too long a path listens on a loopback port', async () => {
  const parent = join(dataDir, '..', 'd'.repeat(120));
  const deep = join(parent, 'data');
  mkdirSync(parent);
  cpSync(dataDir, deep, { recursive: true });
  // As a restore may leave it.
  chmodSync(join(deep, 'postgres', 'data'), 0o755);
  const user = await startUser({ dataDir: deep });
  expect(user.address).toMatchObject({ host: '127.0.0.1', port: expect.any(Number) });
  expect(user.address.path).toBeUndefined();
  await expect(query({ ...user.address, password: 'guess' }, 'select 1')).rejects.toMatchObject({
    code: '28P01',
  });
  const pid = await serverPid(deep);
  if (pid === null) throw new Error('It runs.');
  process.kill(pid, 'SIGKILL');
  await user.until(/runs again/);
  expect(await query(user.address, 'select 1 as one')).toEqual([{ one: 1 }]);
  await user.leave('stop');
});

test('a folder of another major version is refused with both versions, and left as it is', async () => {
  const file = join(cluster, 'PG_VERSION');
  const version = readFileSync(file, 'utf8');
  writeFileSync(file, '12\n');
  expect(await problemOf({ dataDir })).toMatch(/PostgreSQL 12; .* PostgreSQL 18/);
  writeFileSync(file, version);
});

test('a password that is not the one in the database is refused, and nothing is left running', async () => {
  const file = join(dataDir, 'postgres', 'password');
  const password = readFileSync(file, 'utf8');
  writeFileSync(file, 'other\n');
  expect(await problemOf({ dataDir })).toContain('password');
  writeFileSync(file, password);
  expect(await serverPid(dataDir)).toBeNull();
});

test('a server that can not start says what PostgreSQL says', async () => {
  expect(await problemOf({ dataDir, settings: { shared_buffers: 'plenty' } })).toContain('"plenty"');
});

test('a start that is given up leaves nothing running', async () => {
  const stop = new AbortController();
  const start = startEmbeddedPostgres({ dataDir, purpose: 'command', log, signal: stop.signal });
  stop.abort();
  expect(await start).toMatchObject({ kind: 'problem' });
  expect(await serverPid(dataDir)).toBeNull();
});

test('what a process left that died while making a cluster is removed by the next that makes one', async () => {
  const other = await newDataDir();
  const dead = spawnUser({ dataDir: join(other, 'none') });
  dead.kill('SIGKILL');
  await dead.ended;
  mkdirSync(join(other, `postgres.new-${dead.pid}-0a0b0c0d`, 'data'), { recursive: true });
  mkdirSync(join(other, `postgres.new-${process.pid}-0a0b0c0d`), { recursive: true });
  const user = await startUser({ dataDir: other });
  expect(() => statSync(join(other, `postgres.new-${dead.pid}-0a0b0c0d`))).toThrow('ENOENT');
  expect(statSync(join(other, `postgres.new-${process.pid}-0a0b0c0d`)).isDirectory()).toBe(true);
  await user.leave('stop');
});

test.skipIf(!asRoot)(
  'root runs PostgreSQL from a clone that only root may enter, by a copy made once',
  async () => {
    const require = createRequire(join(import.meta.dirname, '../../package.json'));
    const native = join(
      dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
      '../native',
    );
    const clone = await mkdtemp(join(tmpdir(), 'belfry-clone-'));
    const copies = await mkdtemp(join(tmpdir(), 'belfry-copies-'));
    chmodSync(copies, 0o755);
    expect(statSync(clone).mode & 0o777).toBe(0o700);
    cpSync(native, join(clone, 'package', 'native'), { recursive: true, verbatimSymlinks: true });
    writeFileSync(join(clone, 'package', 'package.json'), '{"version": "18.0.0-test"}');
    const options = { dataDir, nativeFolder: join(clone, 'package', 'native'), copiesFolder: copies };
    try {
      const first = await startUser(options);
      expect(await query(first.address, 'select 1 as one')).toEqual([{ one: 1 }]);
      await first.leave('stop');
      const copy = statSync(join(copies, 'postgresql-18.0.0-test', 'bin', 'postgres'));
      expect(copy).toMatchObject({ uid: 0, gid: 0 });
      const second = await startUser(options);
      await second.leave('stop');
      expect(statSync(join(copies, 'postgresql-18.0.0-test', 'bin', 'postgres')).ino).toBe(copy.ino);
    } finally {
      await Promise.all([clone, copies].map((folder) => rm(folder, { recursive: true })));
    }
  },
);

test.skipIf(!asRoot)(
  'root runs a cluster that a restore has left to root, and gives it to an account',
  async () => {
    chownSync(cluster, 0, 0);
    chownSync(join(cluster, 'PG_VERSION'), 0, 0);
    const user = await startUser({ dataDir });
    expect(statSync(cluster).uid).not.toBe(0);
    expect(statSync(join(cluster, 'PG_VERSION')).uid).toBe(statSync(cluster).uid);
    await user.leave('stop');
  },
);

test.skipIf(plain === undefined)(
  "a plain user in another's folder is told whose it is and what to do",
  async () => {
    chmodSync(join(dataDir, '..'), 0o755);
    const problem = await problemOf({ dataDir, account: plain ?? null });
    expect(problem).toMatch(/belongs to another user/);
    expect(problem).toMatch(/BELFRY_DATA_DIR/);
  },
);

test.skipIf(plain === undefined)(
  "root in a plain user's folder leaves everything in it to that user",
  async () => {
    const theirs = await newDataDir(plain);
    mkdirSync(theirs);
    chownSync(theirs, plain?.uid ?? 0, plain?.gid ?? 0);
    const root = await startUser({ dataDir: theirs });
    await root.leave('stop');
    const user = await startUser({ dataDir: theirs, account: plain ?? null });
    await user.leave('stop');
    rmSync(theirs, { recursive: true });
  },
);

function chownLike(path: string, model: string): void {
  const { uid, gid } = statSync(model);
  chownSync(path, uid, gid);
}
