import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { settings } from './settings.ts';

const key = Buffer.alloc(32, 7);

function config(environment: Record<string, string>, flags = {}) {
  const result = readConfig(flags, true, environment);
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result.config;
}

function problems(environment: Record<string, string>, flags = {}) {
  const result = readConfig(flags, true, environment);
  return result.ok ? [] : result.problems;
}

test('without any setting belfryd runs on an embedded database, on loopback', () => {
  expect(config({})).toMatchObject({
    databaseUrl: null,
    dataDir: resolve('.belfry'),
    masterKey: null,
    allowedNetworks: [],
    host: '127.0.0.1',
    port: 4400,
    retentionDays: 30,
    callTimeoutMs: 15_000,
    callThreads: settings.callThreads.defaultValue,
    shutdownTimeoutMs: 20_000,
    role: 'all',
    dev: false,
  });
});

test('an empty variable counts as absent', () => {
  expect(config({ BELFRY_PORT: '', DATABASE_URL: ' ', BELFRY_MASTER_KEY: '' })).toEqual(config({}));
});

test('every problem is reported at once, by the name of what is wrong', () => {
  const environment = {
    DATABASE_URL: 'mysql://localhost/belfry',
    BELFRY_MASTER_KEY: 'too short',
    BELFRY_ALLOWED_NETWORKS: '10.0.0.0/8, 10.0.0.0/99,home',
    BELFRY_HOST: 'example.com',
    BELFRY_PUBLIC_URL: 'ftp://example.com',
    BELFRY_PORT: '65536',
    BELFRY_LOG_LEVEL: 'loud',
    BELFRY_RETENTION_DAYS: '0',
    BELFRY_CONCURRENCY: '1e3',
    BELFRY_CALL_TIMEOUT_MS: '-5',
    BELFRY_SHUTDOWN_TIMEOUT_MS: '20s',
  };
  const found = problems(environment, { role: 'boss', port: 'http' });
  const subjects = found.map((problem) => problem.split(' ')[0]);
  const { BELFRY_PORT: _, ...others } = environment;
  expect(new Set(subjects)).toEqual(new Set([...Object.keys(others), '--role', '--port']));
  expect(subjects).toHaveLength(new Set(subjects).size);
  expect(found.find((problem) => problem.startsWith('BELFRY_ALLOWED_NETWORKS'))).toContain('"home"');
});

test('a flag goes before the environment, and a wrong variable behind it is no problem', () => {
  expect(config({ BELFRY_PORT: 'none', BELFRY_HOST: '0.0.0.0' }, { port: '0' })).toMatchObject({
    port: 0,
    host: '0.0.0.0',
  });
  expect(problems({}, { host: '' })).toEqual([expect.stringContaining('--host')]);
});

test('a master key is read as base64, base64url and hexadecimal alike, and never repeated in a problem', () => {
  for (const encoding of ['base64', 'base64url', 'hex'] as const) {
    expect(config({ BELFRY_MASTER_KEY: key.toString(encoding) }).masterKey).toEqual(new Uint8Array(key));
  }
  const wrong = key.subarray(1).toString('base64');
  expect(problems({ BELFRY_MASTER_KEY: wrong })).toEqual([expect.not.stringContaining(wrong)]);
});

test("a database of one's own needs a master key, unless in development or where nothing is sealed", () => {
  const environment = { DATABASE_URL: 'postgresql://belfry:secret@db.example/belfry' };
  expect(problems(environment)).toEqual([expect.stringContaining('BELFRY_MASTER_KEY is not set')]);
  expect(problems(environment, { dev: true })).toEqual([]);
  expect(readConfig({}, false, environment).ok).toBe(true);
  expect(problems({ ...environment, BELFRY_MASTER_KEY: key.toString('hex') })).toEqual([]);
});

test('a URL may name a socket by its folder', () => {
  const url = 'postgresql://belfry:secret@/belfry?host=/var/run/postgresql';
  expect(config({ DATABASE_URL: url }, { dev: true }).databaseUrl).toBe(url);
});

test('the documentation lists every setting with its default, unit and limits', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/operating.md'), 'utf8');
  const rows = page.split('\n').filter((line) => /^\| `(BELFRY_|DATABASE_)/.test(line));
  expect(rows).toEqual(
    Object.values(settings).map(
      ({ name, about, defaultText, unit, limits }) =>
        `| \`${name}\` | ${about} | ${defaultText} | ${unit} | ${limits} |`,
    ),
  );
});

test('the public URL is taken without the slash at its end', () => {
  const { publicUrl } = config({ BELFRY_PUBLIC_URL: 'https://belfry.example.com/hooks/' });
  expect(publicUrl).toBe('https://belfry.example.com/hooks');
});
