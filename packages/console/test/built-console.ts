/**
 * Builds the console where a source is newer than what was built. Of several processes one builds, the others wait.
 * What an earlier build made stays for a while: pages that were loaded before still find their parts.
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
/** While it is there, the process whose number it holds builds. */
const lockFile = join(root, '.building');
const inputs = [
  'index.html',
  'package.json',
  'vite.config.ts',
  'build',
  'public',
  'src',
  '../api/src',
  '../dialects/src',
];

const dist = join(root, 'dist');
const builtPage = join(dist, 'index.html');
const assets = join(dist, 'assets');
const assetKeptMs = 900_000;
const buildTimeoutMs = 240_000;
const pollMs = 100;

/** Resolves when packages/console/dist is what its sources make. Throws with Vite's words where it does not build. */
export async function ensureBuilt(): Promise<void> {
  while (!takeLock()) await new Promise((resolve) => setTimeout(resolve, pollMs));
  try {
    if (isStale()) await build();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function isStale(): boolean {
  const built = statSync(builtPage, { throwIfNoEntry: false });
  return built === undefined || inputs.some((input) => newest(join(root, input)) > built.mtimeMs);
}

/** When the file, or anything in the folder, was last changed; folders count, for what was removed from them. */
function newest(path: string): number {
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  return readdirSync(path).reduce(
    (latest, name) => Math.max(latest, newest(join(path, name))),
    entry.mtimeMs,
  );
}

/** Also takes the lock of a process that has ended. */
function takeLock(): boolean {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  if (!isRunning(lockHolder())) rmSync(lockFile, { force: true });
  return false;
}

/** Null while it is being written or has just been removed. */
function lockHolder(): number | null {
  try {
    return Number(readFileSync(lockFile, 'utf8')) || null;
  } catch {
    return null;
  }
}

function isRunning(pid: number | null): boolean {
  if (pid === null) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function build(): Promise<void> {
  removeOldFiles();
  // Vite's program, found as any package is.
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  const { error, said } = await new Promise<{ error: Error | null; said: string }>((resolve) => {
    execFile(
      process.execPath,
      [vite, 'build', '--emptyOutDir', 'false', '--logLevel', 'warn'],
      { cwd: root, timeout: buildTimeoutMs, env: { ...process.env, NO_COLOR: '1' } },
      (failure, stdout, stderr) => resolve({ error: failure, said: stdout + stderr }),
    );
  });
  if (error !== null) throw new Error(`The console does not build:\n${said || error.message}`);
}

/** The compressed forms of what is not named by its content are of another build; the rest stays for a while. */
function removeOldFiles(): void {
  const forms = filesIn(dist).filter((path) => /\.(?:br|gz)$/.test(path));
  const old = filesIn(assets).filter((path) => statSync(path).mtimeMs < Date.now() - assetKeptMs);
  for (const path of [...forms, ...old]) rmSync(path);
}

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => join(folder, name));
}
