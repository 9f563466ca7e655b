import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What one package.json says about names and dependencies. */
export interface Manifest {
  /** From the root of the repository: "packages/server/package.json". */
  readonly path: string;
  readonly name: string;
  /** The folder under packages/; null for the root. */
  readonly folder: string | null;
  readonly dependencies: readonly string[];
  readonly optionalDependencies: readonly string[];
  readonly peerDependencies: readonly string[];
  readonly devDependencies: readonly string[];
}

/** The root's manifest first, then those of packages/*, by name of the folder. */
export function manifestsOf(root: string): readonly Manifest[] {
  const packages = join(root, 'packages');
  const folders = existsSync(packages) ? readdirSync(packages).sort() : [];
  return [null, ...folders].flatMap((folder) => {
    const path = folder === null ? 'package.json' : `packages/${folder}/package.json`;
    return existsSync(join(root, path)) ? [manifest(root, path, folder)] : [];
  });
}

function manifest(root: string, path: string, folder: string | null): Manifest {
  const content: unknown = JSON.parse(readFileSync(join(root, path), 'utf8'));
  return {
    path,
    name: textIn(content, 'name'),
    folder,
    dependencies: keysIn(content, 'dependencies'),
    optionalDependencies: keysIn(content, 'optionalDependencies'),
    peerDependencies: keysIn(content, 'peerDependencies'),
    devDependencies: keysIn(content, 'devDependencies'),
  };
}

function textIn(value: unknown, key: string): string {
  const text = entry(value, key);
  return typeof text === 'string' ? text : '';
}

function keysIn(value: unknown, key: string): readonly string[] {
  const map = entry(value, key);
  return typeof map === 'object' && map !== null ? Object.keys(map) : [];
}

function entry(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}
