import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** The built console: every file that may be sent, by its path: "index.html", "assets/index-3jx53w2k.js". */
export interface ConsoleFiles {
  readonly files: ReadonlyMap<string, ConsoleFile>;
  /** Of index.html, in ms: another build has another. */
  readonly builtAt: number;
}

export interface ConsoleFile {
  readonly path: string;
  readonly contentType: string;
  /** Named by its content, so that it never changes. */
  readonly immutable: boolean;
  readonly etag: string;
  /** Which compressed forms the build made. */
  readonly encodings: readonly Encoding[];
}

export type Encoding = 'br' | 'gzip';

const suffixes: Readonly<Record<Encoding, string>> = { br: '.br', gzip: '.gz' };

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** When index.html was written, in ms; null: the console is not built. */
export function consoleBuiltAt(folder: string): number | null {
  return statSync(join(folder, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? null;
}

/** Lists the built files; reads those few whose names do not say their content. Null: the console is not built. */
export function findConsoleFiles(folder: string): ConsoleFiles | null {
  const builtAt = consoleBuiltAt(folder);
  if (builtAt === null) return null;
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) =>
    name.replaceAll('\\', '/'),
  );
  const known = new Set(names);
  const files = names.flatMap((name): readonly [string, ConsoleFile][] => {
    const contentType = contentTypes[extname(name)];
    if (contentType === undefined) return [];
    const path = join(folder, name);
    const immutable = name.startsWith('assets/');
    const etag = immutable ? `"${name.slice('assets/'.length)}"` : `"${contentHash(path)}"`;
    const encodings = (['br', 'gzip'] as const).filter((encoding) => known.has(name + suffixes[encoding]));
    return [[name, { path, contentType, immutable, etag, encodings }]];
  });
  return { files: new Map(files), builtAt };
}

/** The bytes of the file in the first form that the caller takes. */
export async function readConsoleFile(
  file: ConsoleFile,
  acceptEncoding: string,
): Promise<{ readonly bytes: Buffer; readonly encoding: Encoding | null }> {
  const encoding = file.encodings.find((one) => takes(acceptEncoding, one)) ?? null;
  const bytes = await readFile(encoding === null ? file.path : file.path + suffixes[encoding]);
  return { bytes, encoding };
}

/** `br;q=0` is a no. */
function takes(acceptEncoding: string, encoding: Encoding): boolean {
  return acceptEncoding.split(',').some((part) => {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    return name === encoding && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
  });
}

function contentHash(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('base64url').slice(0, 22);
}
