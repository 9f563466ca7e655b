import { lchown, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The system account that PostgreSQL runs as, where it is not our own. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The first of these that the machine has runs PostgreSQL when belfryd runs as root. */
const accountNames = ['belfry', 'postgres', 'nobody'] as const;
/** The customary number of `nobody`, for machines without a list of accounts. */
const nobody: Account = { uid: 65_534, gid: 65_534 };

/**
 * PostgreSQL refuses to run as root. Null where we are not root, and it runs as we do; otherwise the owner of
 * the first of `folders` that exists and isn't root's, or else an unprivileged account of the machine.
 */
export async function chooseAccount(folders: readonly string[]): Promise<Account | null> {
  if (!runsAsRoot()) return null;
  for (const folder of folders) {
    const owner = await stat(folder).catch(() => null);
    if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  }
  const known = accountsOf(await readFile('/etc/passwd', 'utf8').catch(() => ''));
  return accountNames.map((name) => known.get(name)).find((account) => account !== undefined) ?? nobody;
}

export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Gives the tree to the account: a folder that root has copied or restored belongs to root at first. */
export async function giveTree(path: string, account: Account): Promise<void> {
  await lchown(path, account.uid, account.gid);
  const entries = await readdir(path, { withFileTypes: true });
  for (const entry of entries) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) await giveTree(child, account);
    else await lchown(child, account.uid, account.gid);
  }
}

/** Unprivileged accounts by name, from the text of /etc/passwd. */
export function accountsOf(passwd: string): ReadonlyMap<string, Account> {
  const accounts = new Map<string, Account>();
  for (const line of passwd.split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name === undefined || !/^\d+$/.test(uid ?? '') || !/^\d+$/.test(gid ?? '') || uid === '0') continue;
    accounts.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  return accounts;
}
