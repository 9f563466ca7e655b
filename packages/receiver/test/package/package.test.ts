import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildPackage } from '../../scripts/build.ts';

const installTimeoutMs = 120_000;
const repository = join(import.meta.dirname, '../../../..');
const consumer = join(import.meta.dirname, 'consumer');
const folder = mkdtempSync(join(tmpdir(), 'belfry-receiver-'));
const project = join(folder, 'project');
const installed = join(project, 'node_modules/@belfry/receiver');

beforeAll(async () => {
  await buildPackage(join(folder, 'built'));
  npm(folder, ['pack', './built']);
  const [tarball] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{"name":"empty","private":true}');
  npm(project, [
    'install',
    `../${tarball}`,
    '--offline',
    '--no-audit',
    '--no-fund',
    `--cache=${join(folder, 'cache')}`,
  ]);
}, installTimeoutMs);

afterAll(() => rmSync(folder, { recursive: true }));

describe('the packed tarball, installed into an empty project without a network', () => {
  test('brings nothing with it', () => {
    expect(readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))).toStrictEqual([
      '@belfry',
    ]);
    expect(readdirSync(join(project, 'node_modules/@belfry'))).toStrictEqual(['receiver']);
    const manifest: unknown = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    for (const key of ['dependencies', 'devDependencies', 'peerDependencies', 'scripts', 'private']) {
      expect(manifest).not.toHaveProperty(key);
    }
  });

  test('holds its licence and its page, and no sources, tests or foreign names', () => {
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
    expect(files).toEqual(
      expect.arrayContaining(['LICENSE', 'README.md', 'index.js', 'index.cjs', 'index.d.cts']),
    );
    expect(files.filter((file) => /\.test\.|(?<!\.d)\.ts$/.test(file))).toStrictEqual([]);
    for (const file of files.filter((name) => /\.(c?js|d\.c?ts)$/.test(name))) {
      const text = readFileSync(join(installed, file), 'utf8');
      const outside = [...text.matchAll(/(?:from|require\(|import\()\s*["']([^."'][^"']*)["']/g)].map(
        ([, name]) => name,
      );
      expect
        .soft(
          outside.filter((name) => !name?.startsWith('node:')),
          file,
        )
        .toStrictEqual([]);
    }
  });

  test('exports only files that it holds', () => {
    const paths = exportedPaths(JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')).exports);
    expect(paths).toHaveLength(6 * 4 + 1);
    for (const path of paths) expect.soft(existsSync(join(installed, path)), path).toBe(true);
  });

  test.each(['esm.mjs', 'cjs.cjs'])('runs: %s', (file) => {
    copyFileSync(join(consumer, file), join(project, file));
    const { status, stdout, stderr } = spawnSync(process.execPath, [file], {
      cwd: project,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toStrictEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toStrictEqual({
      verified: true,
      others: ['alert.created', 'a.b', 'bad_signature', 'bad_signature'],
      statuses: [200, 200, 401, 200, 200],
      handled: ['Case.Deleted'],
      adapters: ['function', 'function'],
    });
  });

  const snippets = verifySnippets();

  test.each(
    ['dotfile', 'compilot', 'standard', 'v1a'].map((kind, index) => [kind, snippets[index] ?? ''] as const),
  )('verifies with the lines that its page shows: %s', (kind, snippet) => {
    copyFileSync(join(consumer, 'readme.mjs'), join(project, 'readme.mjs'));
    writeFileSync(join(project, 'snippet.mjs'), snippet);
    const { status, stdout, stderr } = spawnSync(process.execPath, ['readme.mjs', kind], {
      cwd: project,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toStrictEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toStrictEqual({ right: true, replies: [[401, 'bad_signature']] });
  });

  test('shows those lines for each scheme, five at most', () => {
    expect(snippets).toHaveLength(4);
    for (const snippet of snippets) expect(snippet.trim().split('\n').length).toBeLessThanOrEqual(5 + 1);
  });

  test.each([
    ['ESM', 'events.mts'],
    ['CommonJS', 'events.cts'],
  ])(
    'narrows its events for a consumer in TypeScript and %s',
    (_, file) => {
      copyFileSync(join(consumer, 'events.mts.txt'), join(project, file));
      const compilerOptions = {
        target: 'es2022',
        module: 'nodenext',
        strict: true,
        noEmit: true,
        types: ['node'],
        typeRoots: [join(repository, 'node_modules/@types')],
      };
      writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
      const compiler = join(repository, 'node_modules/.bin/tsc');
      const { status, stdout } = spawnSync(compiler, ['-p', project], { encoding: 'utf8' });
      expect({ status, stdout }).toStrictEqual({ status: 0, stdout: '' });
    },
    installTimeoutMs,
  );
});

test(
  'the sources themselves cannot be packed by mistake',
  () => {
    const { status, stderr } = spawnSync('npm', ['pack', '--dry-run'], {
      cwd: join(import.meta.dirname, '../..'),
      encoding: 'utf8',
    });
    expect(status).not.toBe(0);
    expect(stderr).toContain('npm run package');
  },
  installTimeoutMs,
);

/** The page's lines that verify by themselves, in its order, each as a module with a function of what they use. */
function verifySnippets(): readonly string[] {
  const page = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  const blocks = [...page.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code]) => code ?? '');
  return blocks
    .filter((code) => /\bverify\(/.test(code))
    .map((code) => {
      const [imports = '', ...lines] = code.split('\n');
      const body = lines.filter((line) => line !== '').join('\n');
      return `${imports}\nexport default async (request, rawBody, reply, handle) => {\n${body}\n};\n`;
    });
}

function npm(cwd: string, args: readonly string[]): void {
  execFileSync('npm', args, { cwd, stdio: 'pipe' });
}

function exportedPaths(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(exportedPaths) : [];
}
