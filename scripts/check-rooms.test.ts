import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const badHouse = mkdtempSync(join(tmpdir(), 'belfry-bad-house-'));
cpSync(join(import.meta.dirname, 'fixtures', 'bad-house'), badHouse, { recursive: true });
writeFileSync(join(badHouse, 'packages/receiver/src/long.tsx'), '// one line\n'.repeat(301));
writeFileSync(join(badHouse, 'packages/receiver/src/full.ts'), '// one line\n'.repeat(300));
afterAll(() => rmSync(badHouse, { recursive: true, force: true }));

describe('the check of the rooms', () => {
  const { status, lines } = check(badHouse);

  test('fails where there is a breach, and passes a house that keeps the law', () => {
    expect(status).toBe(1);
    expect(check(join(import.meta.dirname, 'fixtures', 'good-house'))).toStrictEqual({
      status: 0,
      lines: ['rooms: no breach'],
    });
  });

  test.each([
    ['a type import', 'domain/decision.ts:1', '"domain" may not import "store"'],
    ['a dynamic import', 'app/use.ts:3', '"app" may not import "engine"'],
    ['a re-export', 'store/rows.ts:1', '"store" may not import "app"'],
    ['a star re-export', 'http/serve.ts:5', '"http" may not import "engine"'],
    ['engine meeting http', 'engine/sender.ts:1', '"engine" may not import "http"'],
    ['a package in the wrong room', 'engine/sender.ts:2', 'room "engine" may not import "api"'],
    ['a type of a forbidden package', 'engine/sender.ts:4', '"server" may not import "receiver"'],
    ['a dialect in the runtime', 'runtime/clock.ts:1', 'room "runtime" may not import "dialects"'],
    ['a source that imports a test', 'app/use.ts:1', 'may not import tests'],
  ])('reports %s between rooms of the server', (_, place, message) => {
    expect(lines).toContainEqual(expect.stringMatching(`packages/server/src/${place}  import  .*${message}`));
  });

  test.each([
    ['a component that fetches', 'ui/table.tsx:1', '"ui" may not import "api"'],
    ['a word of ours where none belongs', 'ui/table.tsx:2', 'room "ui" may not import "api"'],
    ['a call that draws', 'api/read.ts:1', '"api" may not import "parts"'],
    ['a part that knows a page', 'parts/columns.ts:1', '"parts" may not import "pages"'],
    [
      'a page that knows another',
      'pages/webhooks/list.ts:2',
      'the page "webhooks" may not import the page "logs"',
    ],
  ])('reports %s between rooms of the console', (_, place, message) => {
    expect(lines).toContainEqual(
      expect.stringMatching(`packages/console/src/${place}  import  .*${message}`),
    );
  });

  test.each([
    ['an import that turns a package on its head', 'packages/dialects/src/index.ts:1  import'],
    ['a relative path into another package', 'packages/dialects/src/index.ts:2  escape'],
    ['a relative path out of a test', 'packages/server/test/fake.ts:4  escape'],
    ['a relative path out of the scripts', 'scripts/release.ts:1  escape'],
    ['an absolute path', 'packages/server/src/vendors/load.ts:1  escape'],
    ['a computed import', 'packages/server/src/vendors/load.ts:1  computed'],
    ['an undeclared package', 'packages/server/src/http/serve.ts:1  undeclared  "undeclared"'],
    ['an undeclared scoped package', 'packages/server/src/http/serve.ts:2  undeclared  "@scope/undeclared"'],
    ['a source on a development dependency', 'packages/server/src/http/serve.ts:3  undeclared'],
    ['an undeclared require()', 'packages/server/src/http/serve.ts:6  undeclared  "required"'],
    ['an undeclared import.meta.resolve()', 'packages/server/src/http/serve.ts:7  undeclared  "resolved"'],
    ['an undeclared package of ours', 'packages/server/test/fake.ts:1  undeclared  "@belfry/receiver"'],
    ['a dependency that nothing imports', 'packages/server/package.json:1  unused  "never-imported"'],
    ['a dependency that only tests import', 'packages/server/package.json:1  unused  "imported-by-tests"'],
    ['a package that is not in the law', 'packages/novel/src/index.ts:1  unknown'],
    ['a room that is not in the law', 'packages/server/src/attic/trunk.ts:1  unknown'],
    ['a vendor named in the store', 'packages/server/src/store/rows.ts:6  vendor'],
    ['a vendor in the name of a file', 'packages/server/src/store/svix.ts:1  vendor'],
    ['a vendor named in the API package', 'packages/api/src/index.ts:1  vendor'],
    ['a file of 301 lines', 'packages/receiver/src/long.tsx:301  size'],
  ])('reports %s', (_, start) => {
    expect(lines).toContainEqual(expect.stringContaining(start));
  });

  test('reports nothing beyond the breaches that were built in', () => {
    expect(lines.at(-1)).toBe('rooms: 34 breaches');
  });
});

test('the check of the types refuses an unchecked index', () => {
  const project = join(import.meta.dirname, 'fixtures', 'type-error', 'tsconfig.json');
  const { status, lines } = run('node_modules/.bin/tsc', ['--noEmit', '-p', project]);
  expect(status).not.toBe(0);
  expect(lines.join('\n')).toContain('unchecked-index.ts(2,14): error TS2322');
});

function check(root: string) {
  return run(process.execPath, [join(import.meta.dirname, 'check-rooms.ts'), root]);
}

function run(command: string, args: readonly string[]) {
  const { status, stdout } = spawnSync(command, args, {
    cwd: join(import.meta.dirname, '..'),
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, lines: stdout.trimEnd().split('\n') };
}
