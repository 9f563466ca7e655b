import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import type { Breach, BreachKind } from './breach.ts';
import {
  bundledPackages,
  fileImportProblem,
  type Place,
  packageImportProblem,
  placeOf,
} from './import-law.ts';
import type { Manifest } from './manifests.ts';
import type { ModuleImport } from './module-imports.ts';

export interface Source {
  readonly path: string;
  readonly place: Place;
  readonly imports: readonly ModuleImport[];
}

/** What one source imports against the law, or without declaring it. */
export function importBreaches(source: Source, manifests: readonly Manifest[]): readonly Breach[] {
  return source.imports.flatMap((one): readonly Breach[] => {
    const problem = problemOf(source, one, manifests);
    return problem === null ? [] : [{ path: source.path, line: one.line, ...problem }];
  });
}

/** Dependencies that a package declares for production and no source of it imports. */
export function unusedDependencies(
  sources: readonly Source[],
  manifests: readonly Manifest[],
): readonly Breach[] {
  return manifests.flatMap((manifest) => {
    const mine = sources.filter((source) => source.place.package === manifest.folder && source.place.source);
    const used = new Set(mine.flatMap((source) => source.imports.map((one) => packageNameOf(one.specifier))));
    return manifest.dependencies
      .filter((name) => !used.has(name))
      .map(
        (name): Breach => ({
          path: manifest.path,
          line: 1,
          kind: 'unused',
          message: `"${name}" is declared for production and no source imports it`,
        }),
      );
  });
}

interface Problem {
  readonly kind: BreachKind;
  readonly message: string;
}

function problemOf(source: Source, one: ModuleImport, manifests: readonly Manifest[]): Problem | null {
  const { specifier } = one;
  if (specifier === null) {
    return source.place.source ? { kind: 'computed', message: 'the imported name is computed' } : null;
  }
  if (specifier.startsWith('.') || specifier.startsWith('/') || specifier.startsWith('file:')) {
    return relativeProblem(source, specifier);
  }
  if (isBuiltin(specifier)) return null;
  return packageProblem(source, one, packageNameOf(specifier) ?? specifier, manifests);
}

function relativeProblem(source: Source, specifier: string): Problem | null {
  if (!specifier.startsWith('.')) return { kind: 'escape', message: `an absolute path: ${specifier}` };
  const target = posix.join(posix.dirname(source.path), specifier);
  const to = placeOf(target);
  const message = target.startsWith('../')
    ? `a relative path leaves the repository: ${specifier}`
    : fileImportProblem(source.place, to, target);
  if (message === null) return null;
  return {
    kind: target.startsWith('../') || to.package !== source.place.package ? 'escape' : 'import',
    message,
  };
}

function packageProblem(
  source: Source,
  one: ModuleImport,
  name: string,
  manifests: readonly Manifest[],
): Problem | null {
  const ours = manifests.find((manifest) => manifest.name === name && manifest.folder !== null);
  const folder = ours?.folder ?? (name.startsWith('@belfry/') ? name.slice('@belfry/'.length) : null);
  const message = folder === null ? null : packageImportProblem(source.place, folder);
  if (message !== null) return { kind: 'import', message };
  if (isDeclared(source.place, one, name, manifests)) return null;
  const manifest =
    source.place.package === null ? 'package.json' : `packages/${source.place.package}/package.json`;
  return { kind: 'undeclared', message: `"${name}" is not declared in ${manifest} for this use` };
}

/** Sources need a production dependency; types, tests and what is bundled may use a development dependency. */
function isDeclared(place: Place, one: ModuleImport, name: string, manifests: readonly Manifest[]): boolean {
  const own = manifests.find((manifest) => manifest.folder === place.package);
  const root = manifests.find((manifest) => manifest.folder === null);
  if (own === undefined) return false;
  const production = [...own.dependencies, ...own.optionalDependencies, ...own.peerDependencies];
  if (production.includes(name)) return true;
  const development = one.typeOnly || !place.source || bundledPackages.includes(place.package ?? '');
  if (development && own.devDependencies.includes(name)) return true;
  return !place.source && (root?.devDependencies.includes(name) ?? false);
}

/** "@a/b/c" belongs to "@a/b", "a/b" to "a"; null for paths and for computed names. */
function packageNameOf(specifier: string | null): string | null {
  if (specifier === null || specifier.startsWith('.') || specifier.startsWith('/')) return null;
  const [first, second] = specifier.split('/');
  return first?.startsWith('@') ? `${first}/${second ?? ''}` : (first ?? null);
}
