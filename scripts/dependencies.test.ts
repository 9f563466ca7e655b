import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { manifestsOf } from './manifests.ts';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs', 'dependencies.md'), 'utf8');
const listed = [...page.matchAll(/^\| `([^`]+)` \| [^|]+ \| [^|]+ \|$/gm)].map(([, name]) => name ?? '');
const manifests = manifestsOf(root);
const ours = manifests.map(({ name }) => name);
const declared = manifests
  .flatMap((one) => [
    ...one.dependencies,
    ...one.optionalDependencies,
    ...one.peerDependencies,
    ...one.devDependencies,
  ])
  .filter((name) => !ours.includes(name));

test('every dependency of every package has exactly one line in docs/dependencies.md, and no line is left over', () => {
  expect(declared.length).toBeGreaterThan(0);
  expect(listed.toSorted()).toStrictEqual([...new Set(declared)].sort());
});

test('every version in every package.json is exact', () => {
  const ranges = manifests.flatMap(({ path }) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(/"[^"]+": "[\^~><*][^"]*"/g)].map(
      ([entry]) => `${path}: ${entry}`,
    ),
  );
  // What remains are the `engines`.
  expect(ranges.filter((range) => !/"(node|npm)": ">=/.test(range))).toStrictEqual([]);
});
