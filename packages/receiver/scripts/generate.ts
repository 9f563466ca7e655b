import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dotfile } from '@belfry/dialects';
import { writeModules } from './modules.ts';

/** Where the modules of the Dotfile events stand. */
export const eventsFolder = join(import.meta.dirname, '../src/dotfile/events');

/** The modules by file name, formatted as the repository formats its code. */
export function generatedFiles(): ReadonlyMap<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'belfry-events-'));
  try {
    for (const [module, text] of writeModules(dotfile.catalogue))
      writeFileSync(join(folder, `${module}.ts`), text);
    format(folder);
    return new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function format(folder: string): void {
  const repository = join(import.meta.dirname, '../../..');
  const biome = join(repository, 'node_modules/.bin/biome');
  const options = ['--write', '--vcs-enabled=false', `--config-path=${repository}`];
  execFileSync(biome, ['check', ...options, folder], { stdio: 'pipe' });
}

if (import.meta.main) {
  const files = generatedFiles();
  rmSync(eventsFolder, { recursive: true, force: true });
  mkdirSync(eventsFolder, { recursive: true });
  for (const [file, text] of files) writeFileSync(join(eventsFolder, file), text);
  process.stdout.write(`${files.size} modules written to ${eventsFolder}\n`);
}
