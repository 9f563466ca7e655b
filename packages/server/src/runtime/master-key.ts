import { randomBytes } from 'node:crypto';
import { chown, link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { masterKeyBytes } from './secret-box.ts';

export const masterKeyFile = 'master.key';

export type MasterKeyFile =
  | { readonly ok: true; readonly key: Uint8Array }
  | { readonly ok: false; readonly message: string };

/**
 * The key in the data folder, made where there is none: base64 in a file that only its owner may read. Processes
 * may race: a key comes into its place whole, and who comes second reads the first one's.
 */
export async function masterKeyIn(dataDir: string): Promise<MasterKeyFile> {
  const path = join(dataDir, masterKeyFile);
  try {
    const text = (await readIfThere(path)) ?? (await make(dataDir, path));
    const key = Buffer.from(text.trim(), 'base64');
    if (key.length === masterKeyBytes) return { ok: true, key: new Uint8Array(key) };
    return {
      ok: false,
      message: `${path} does not hold a key of ${masterKeyBytes} bytes: restore it from a backup.`,
    };
  } catch (error) {
    return {
      ok: false,
      message:
        `The master key in ${path} can't be read or made: ${String(error)}. ` +
        "Run belfryd as the data folder's owner or as root, or set BELFRY_MASTER_KEY.",
    };
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

async function make(dataDir: string, path: string): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const beside = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    await writeFile(beside, `${randomBytes(masterKeyBytes).toString('base64')}\n`, {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    });
    // As root in somebody's folder: that somebody shall be able to run belfryd too.
    const owner = await stat(dataDir);
    if (process.getuid?.() === 0) await chown(beside, owner.uid, owner.gid);
    await link(beside, path).catch((error: unknown) => {
      if (!isCode(error, 'EEXIST')) throw error;
    });
  } finally {
    await rm(beside, { force: true });
  }
  return readFile(path, 'utf8');
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
