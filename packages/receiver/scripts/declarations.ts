import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const packageFolder = join(import.meta.dirname, '..');
const relativeImport = /(?<=\bfrom '|\bimport\(')(\.\.?\/[^']+)\.ts(?=')/g;

/**
 * Writes the declarations of the entries, and of whatever these refer to, twice: as `.d.ts` for ESM and as `.d.cts`
 * for CommonJS. `entries` are the names of modules in src.
 */
export function writeDeclarations(entries: readonly string[], folder: string): void {
  const emitted = mkdtempSync(join(tmpdir(), 'belfry-declarations-'));
  try {
    emit(entries, emitted);
    for (const [path, text] of reachable(entries, emitted)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, `${path}.d.ts`), text.replaceAll(relativeImport, '$1.js'));
      writeFileSync(join(folder, `${path}.d.cts`), text.replaceAll(relativeImport, '$1.cjs'));
    }
  } finally {
    rmSync(emitted, { recursive: true });
  }
}

/** The compiler takes its files from a configuration or from the command line, never both: so a configuration. */
function emit(entries: readonly string[], outDir: string): void {
  const config = {
    extends: join(packageFolder, 'tsconfig.build.json'),
    compilerOptions: {
      outDir,
      rootDir: join(packageFolder, 'src'),
      typeRoots: [join(packageFolder, '../../node_modules/@types')],
    },
    files: entries.map((entry) => join(packageFolder, 'src', `${entry}.ts`)),
  };
  const project = join(outDir, 'tsconfig.json');
  writeFileSync(project, JSON.stringify(config));
  const compiler = join(packageFolder, '../../node_modules/.bin/tsc');
  execFileSync(compiler, ['-p', project], { stdio: ['ignore', 'inherit', 'inherit'] });
}

/** The emitted declarations by path without ending, from the entries along their relative imports. */
function reachable(entries: readonly string[], folder: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const waiting = [...entries];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (texts.has(path)) continue;
    const text = readFileSync(join(folder, `${path}.d.ts`), 'utf8');
    texts.set(path, text);
    for (const [, target] of text.matchAll(relativeImport)) waiting.push(join(dirname(path), target ?? ''));
  }
  return texts;
}
