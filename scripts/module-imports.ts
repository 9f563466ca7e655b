import { parse } from '@babel/parser';

/** One import of a module, whatever its form. */
export interface ModuleImport {
  /** Null where the specifier is computed, so that nobody can tell what is imported. */
  readonly specifier: string | null;
  /** True where it leaves nothing behind at run time: `import type`, `export type`, `import('x').T`. */
  readonly typeOnly: boolean;
  readonly line: number;
}

/**
 * Every import of a TypeScript source in the order of the text: static, type-only, dynamic, re-exports,
 * `import x = require()`, `require()` and `import.meta.resolve()`. `path` tells whether it may hold JSX. Throws where it does not parse.
 */
export function importsOf(path: string, text: string): readonly ModuleImport[] {
  const file = parse(text, {
    sourceType: 'module',
    sourceFilename: path,
    plugins: path.endsWith('.tsx') ? ['typescript', 'jsx'] : ['typescript'],
    createImportExpressions: true,
  });
  const found: ModuleImport[] = [];
  walk(file.program, (node) => {
    const one = importIn(node);
    if (one !== null) found.push(one);
  });
  return found;
}

type Node = Readonly<Record<string, unknown>>;

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit);
    return;
  }
  if (!isNode(value)) return;
  visit(value);
  for (const key in value) {
    if (key !== 'loc' && key !== 'extra') walk(value[key], visit);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

function importIn(node: Node): ModuleImport | null {
  switch (node['type']) {
    case 'ImportDeclaration':
      return importOf(node, node['source'], node['importKind'] === 'type');
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return isNode(node['source']) ? importOf(node, node['source'], node['exportKind'] === 'type') : null;
    case 'ImportExpression':
      return importOf(node, node['source'], false);
    case 'TSImportType':
      return importOf(node, node['source'], true);
    case 'TSExternalModuleReference':
      return importOf(node, node['expression'], false);
    case 'CallExpression':
      return isRequire(node['callee']) || isResolve(node['callee'])
        ? importOf(node, firstOf(node['arguments']), false)
        : null;
    default:
      return null;
  }
}

function isRequire(callee: unknown): boolean {
  return isNode(callee) && callee['type'] === 'Identifier' && callee['name'] === 'require';
}

/** `import.meta.resolve`: the way to a file of a package that is no module. */
function isResolve(callee: unknown): boolean {
  if (!isNode(callee) || callee['type'] !== 'MemberExpression') return false;
  const { object, property } = callee;
  return (
    isNode(object) && object['type'] === 'MetaProperty' && isNode(property) && property['name'] === 'resolve'
  );
}

function firstOf(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : undefined;
}

function importOf(node: Node, source: unknown, typeOnly: boolean): ModuleImport {
  const value = isNode(source) && source['type'] === 'StringLiteral' ? source['value'] : null;
  return { specifier: typeof value === 'string' ? value : null, typeOnly, line: lineOf(node) };
}

function lineOf(node: Node): number {
  const at = isNode(node['loc']) ? node['loc']['start'] : undefined;
  const line = isNode(at) ? at['line'] : undefined;
  return typeof line === 'number' ? line : 1;
}
