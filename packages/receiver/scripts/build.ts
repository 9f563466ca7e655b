/**
 * Builds what is published: `node scripts/build.ts [folder]` writes the package, ready to be packed, into the folder
 * (`dist` unless given), replacing what was there. Inside the repository the sources themselves are run.
 */
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { writeDeclarations } from './declarations.ts';

/** The modules of src that one may import, by the name under which the package exports them. */
const entries = {
  '.': 'index',
  './express': 'express',
  './fastify': 'fastify',
  './fetch': 'fetch',
  './hono': 'hono',
  './node': 'node',
};
const packageFolder = join(import.meta.dirname, '..');
const modules = Object.values(entries);

/** `folder` is absolute. */
export async function buildPackage(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const options: BuildOptions = {
    absWorkingDir: packageFolder,
    entryPoints: modules.map((module) => `src/${module}.ts`),
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  };
  await build({ ...options, format: 'esm', splitting: true });
  await build({ ...options, format: 'cjs', outExtension: { '.js': '.cjs' } });
  writeDeclarations(modules, folder);
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
  copyFileSync(join(packageFolder, 'README.md'), join(folder, 'README.md'));
  copyFileSync(join(packageFolder, '../../LICENSE'), join(folder, 'LICENSE'));
}

/** The manifest of the package as published: without scripts and development dependencies, with its built files. */
function manifest(): Record<string, unknown> {
  const { name, version, description, license, engines, keywords } = readManifest();
  const exported = Object.entries(entries).map(([path, module]) => [
    path,
    {
      import: { types: `./${module}.d.ts`, default: `./${module}.js` },
      require: { types: `./${module}.d.cts`, default: `./${module}.cjs` },
    },
  ]);
  return {
    name,
    version,
    description,
    keywords,
    license,
    type: 'module',
    engines,
    sideEffects: false,
    main: './index.cjs',
    types: './index.d.ts',
    exports: { ...Object.fromEntries(exported), './package.json': './package.json' },
  };
}

function readManifest(): Readonly<Record<string, unknown>> {
  const parsed: unknown = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
}

if (import.meta.main) await buildPackage(resolve(process.argv[2] ?? join(packageFolder, 'dist')));
