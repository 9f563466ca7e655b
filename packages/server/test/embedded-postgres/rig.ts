import { spawnSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmbeddedAddress } from '../../src/runtime/embedded-postgres/address.ts';
import { clusterFolder } from '../../src/runtime/embedded-postgres/cluster.ts';
import {
  type EmbeddedPostgresOptions,
  stopEmbeddedPostgres,
} from '../../src/runtime/embedded-postgres/embedded-postgres.ts';
import { runningPostmaster } from '../../src/runtime/embedded-postgres/postmaster-file.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { type LineProcess, startProcess } from '../line-process.ts';

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export const asRoot = process.getuid?.() === 0;
const nobody: Account = { uid: 65_534, gid: 65_534 };

/** The accounts that tests can take on: as we are; and where that is root, and the clone is open to it, nobody. */
export const accounts: readonly { readonly as: string; readonly account: Account | null }[] = [
  { as: asRoot ? 'root' : 'a plain user', account: null },
  ...(asRoot && canRun(nobody) ? [{ as: 'a plain user', account: nobody }] : []),
];

function canRun(account: Account): boolean {
  const run = spawnSync(process.execPath, ['--check', join(import.meta.dirname, 'user.ts')], {
    ...account,
    cwd: '/',
  });
  return run.status === 0;
}

const folders: string[] = [];

/** A new data folder, below one that only its owner may enter. */
export async function newDataDir(account: Account | null = null): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'belfry-data-'));
  if (account !== null) chownSync(parent, account.uid, account.gid);
  folders.push(parent);
  return join(parent, 'data');
}

/** For afterEach, after the processes have been killed. */
export async function removeDataDirs(): Promise<void> {
  for (const parent of folders.splice(0)) {
    await stopEmbeddedPostgres(join(parent, 'data'));
    await rm(parent, { recursive: true, force: true });
  }
}

export interface PostgresUser extends LineProcess {
  readonly adopted: boolean;
  readonly address: EmbeddedAddress;
  /** Sends the line and waits until it has ended. */
  readonly leave: (how: 'stop' | 'release') => Promise<void>;
}

export type UserOptions = Omit<EmbeddedPostgresOptions, 'log' | 'purpose' | 'signal'> & {
  readonly purpose?: EmbeddedPostgresOptions['purpose'];
  readonly account?: Account | null;
};

/** A process that uses the server; `purpose` is 'command' unless stated. */
export function spawnUser({ account = null, ...options }: UserOptions): LineProcess {
  const json = JSON.stringify({ purpose: 'command', ...options });
  return startProcess(process.execPath, [join(import.meta.dirname, 'user.ts'), json], { account, cwd: '/' });
}

/** The same, started. */
export async function startUser(options: UserOptions): Promise<PostgresUser> {
  const user = spawnUser(options);
  const [line] = await user.until(/^\{"event":"started".*\}$/m);
  // What user.ts writes in its line.
  const { adopted, address } = JSON.parse(line) as Pick<PostgresUser, 'adopted' | 'address'>;
  return {
    ...user,
    adopted,
    address,
    async leave(how) {
      user.write(how);
      await user.until(/"left"/);
      await user.ended;
    },
  };
}

export function connect(address: EmbeddedAddress): Database {
  return openDatabase(address, {
    connectionsMax: 1,
    applicationName: 'test',
    statementTimeoutMs: 20_000,
    connectTimeoutMs: 10_000,
  });
}

/** One statement on a connection of its own. */
export async function query(address: EmbeddedAddress, statement: string): Promise<readonly object[]> {
  const sql = connect(address);
  try {
    return await sql.unsafe(statement);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** The number of the server's first process; null where none runs. */
export async function serverPid(dataDir: string): Promise<number | null> {
  return (await runningPostmaster(clusterFolder(dataDir)))?.pid ?? null;
}
