import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { expect, test } from 'vitest';
import { catalogueNamed } from './catalogues.ts';
import { dialectNamed, dialectNames } from './index.ts';

const importPattern = /^(?:import|export) (?!type )[^;]*?from '([^']+)';/gms;

/** Every module that a file needs at run time, by following the imports of our own files. */
function modulesBehind(file: URL, seen = new Set<string>()): Set<string> {
  if (seen.has(file.href)) return seen;
  seen.add(file.href);
  for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(importPattern)) {
    if (specifier.startsWith('.')) modulesBehind(new URL(specifier, file), seen);
    else seen.add(specifier);
  }
  return seen;
}

test('what a browser imports needs zod and no module of Node.js', () => {
  const modules = modulesBehind(new URL('./catalogues.ts', import.meta.url));
  const foreign = [...modules].filter((name) => !name.startsWith('file:'));
  expect(modules.size).toBeGreaterThan(20);
  expect(foreign).toEqual(['zod']);
});

test('the same look finds the modules of Node.js behind the whole dialect', () => {
  const modules = modulesBehind(new URL('./index.ts', import.meta.url));
  const ofNode = [...modules].filter((name) => name.startsWith('node:') || builtinModules.includes(name));
  expect(ofNode.toSorted()).toEqual(['node:buffer', 'node:crypto']);
});

test('every dialect is known by its name, frozen, with the same catalogue in the browser', () => {
  expect(dialectNames).toEqual(['dotfile', 'compilot', 'standard']);
  for (const name of dialectNames) {
    const dialect = dialectNamed(name);
    expect(dialect?.name).toBe(name);
    expect(Object.isFrozen(dialect)).toBe(true);
    expect(catalogueNamed(name)?.catalogue).toBe(dialect?.catalogue);
  }
  expect(dialectNamed('Dotfile')).toBeUndefined();
  expect(catalogueNamed('')).toBeUndefined();
});
