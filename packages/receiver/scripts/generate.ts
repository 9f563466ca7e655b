import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Contract, contracts } from './contracts.ts';
import { writeModules } from './modules.ts';

/** The modules of a contract's events by file name, formatted as the repository formats its code. */
export function generatedFiles(contract: Contract): ReadonlyMap<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'belfry-events-'));
  try {
    for (const [module, text] of writeModules(contract)) writeFileSync(join(folder, `${module}.ts`), text);
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

if (import.meta.main) for (const contract of contracts) write(contract);

function write(contract: Contract): void {
  const { folder } = contract;
  const files = generatedFiles(contract);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of files) writeFileSync(join(folder, file), text);
  process.stdout.write(`${files.size} modules written to ${folder}\n`);
}
