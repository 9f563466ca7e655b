/**
 * Holds what neither the compiler nor the linter holds: who may import whom, that what is imported is declared,
 * that no vendor is named where every vendor is served, and that files stay small. Prints one line for each
 * breach and ends with exit code 1 where there is one. `node scripts/check-rooms.ts [root]`
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Breach } from './breach.ts';
import { importBreaches, unusedDependencies } from './import-breaches.ts';
import {
  isTest,
  linesPerFileMax,
  placeOf,
  unknownPlace,
  vendorFreePlaces,
  vendorNames,
} from './import-law.ts';
import { manifestsOf } from './manifests.ts';
import { importsOf } from './module-imports.ts';

/** Every breach in the tree under `root`, by path and line. Throws where a source does not parse. */
export function breachesIn(root: string): readonly Breach[] {
  const manifests = manifestsOf(root);
  const sources = sourcesIn(root, '').map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    return { path, text, place: placeOf(path), imports: importsOf(path, text) };
  });
  return [
    ...sources.flatMap((source) => [
      ...unknownPlaceBreaches(source.path),
      ...importBreaches(source, manifests),
      ...vendorBreaches(source.path, source.text),
      ...sizeBreaches(source.path, source.text),
    ]),
    ...unusedDependencies(sources, manifests),
  ];
}

const skipped: ReadonlySet<string> = new Set(['node_modules', 'dist', 'coverage', 'scripts/fixtures']);

function sourcesIn(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.name.startsWith('.') || skipped.has(entry.name) || skipped.has(path)) return [];
      if (entry.isDirectory()) return sourcesIn(root, path);
      return /\.tsx?$/.test(entry.name) ? [path] : [];
    });
}

function unknownPlaceBreaches(path: string): readonly Breach[] {
  const message = unknownPlace(placeOf(path));
  return message === null ? [] : [{ path, line: 1, kind: 'unknown', message }];
}

function vendorBreaches(path: string, text: string): readonly Breach[] {
  if (isTest(path) || !vendorFreePlaces.some((place) => path.startsWith(place))) return [];
  return [path, ...text.split('\n')].flatMap((content, index): readonly Breach[] => {
    const name = vendorNames.find((vendor) => content.toLowerCase().includes(vendor));
    if (name === undefined) return [];
    return [{ path, line: Math.max(1, index), kind: 'vendor', message: `names the vendor "${name}"` }];
  });
}

function sizeBreaches(path: string, text: string): readonly Breach[] {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  if (lines <= linesPerFileMax) return [];
  return [{ path, line: lines, kind: 'size', message: `${lines} lines; ${linesPerFileMax} at most` }];
}

if (import.meta.main) {
  const breaches = breachesIn(process.argv[2] ?? '.');
  for (const { path, line, kind, message } of breaches) console.log(`${path}:${line}  ${kind}  ${message}`);
  console.log(breaches.length === 0 ? 'rooms: no breach' : `rooms: ${breaches.length} breaches`);
  process.exitCode = breaches.length === 0 ? 0 : 1;
}
