import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One file of the migrations folder, named `0001_what_it_does.sql`. */
export interface Migration {
  /** The number the name begins with: 1, 2, 3 …, without gaps. */
  readonly version: number;
  readonly name: string;
  /** SHA-256 of the text in hexadecimal, line ends counted as one character. */
  readonly checksum: string;
  readonly statements: string;
}

export const migrationsFolder = join(import.meta.dirname, '..', '..', 'migrations');

/** Reads the migrations in order. Throws where the names do not count from 1 without gaps. */
export async function readMigrations(folder: string = migrationsFolder): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const migrations = await Promise.all(names.map((name) => readMigration(folder, name)));
  for (const [index, migration] of migrations.entries()) {
    if (migration.version !== index + 1) {
      throw new Error(`${migration.name}: expected the migration with number ${index + 1} in its place.`);
    }
  }
  return migrations;
}

async function readMigration(folder: string, file: string): Promise<Migration> {
  const statements = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n');
  return {
    version: Number(/^(\d{4})_/.exec(file)?.[1] ?? Number.NaN),
    name: file.slice(0, -'.sql'.length),
    checksum: createHash('sha256').update(statements).digest('hex'),
    statements,
  };
}
