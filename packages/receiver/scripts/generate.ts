import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dotfile } from '@belfry/dialects';
import { writeModules } from './modules.ts';

/** Where the modules of the Dotfile events stand. */
export const eventsFolder = fileURLToPath(new URL('../src/dotfile/events/', import.meta.url));

/** The modules by file name, formatted as the repository formats its code. */
export function generatedFiles(): ReadonlyMap<string, string> {
  const modules = writeModules(dotfile.catalogue);
  return new Map([...modules].map(([module, text]) => [`${module}.ts`, formatted(`${module}.ts`, text)]));
}

function formatted(file: string, text: string): string {
  const biome = fileURLToPath(new URL('../../../node_modules/.bin/biome', import.meta.url));
  const repository = fileURLToPath(new URL('../../..', import.meta.url));
  const args = ['check', '--write', `--stdin-file-path=${eventsFolder}${file}`];
  return execFileSync(biome, args, { input: text, cwd: repository, encoding: 'utf8' });
}

if (import.meta.main) {
  const files = generatedFiles();
  rmSync(eventsFolder, { recursive: true, force: true });
  mkdirSync(eventsFolder, { recursive: true });
  for (const [file, text] of files) writeFileSync(`${eventsFolder}${file}`, text);
  process.stdout.write(`${files.size} modules written to ${eventsFolder}\n`);
}
