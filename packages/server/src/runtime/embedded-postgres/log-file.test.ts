import { appendFile, mkdtemp, open, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { boundLog } from './log-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'belfry-log-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a log that is too large is kept aside once, while its writer goes on appending to the emptied file', async () => {
  const path = join(folder, 'server.log');
  const writer = await open(path, 'a');
  await writer.write('a'.repeat(100));
  await boundLog(path, 100);
  expect((await stat(path)).size).toBe(100);
  await writer.write('b');
  await boundLog(path, 100);
  await writer.write('after');
  expect(await readFile(path, 'utf8')).toBe('after');
  expect(await readFile(`${path}.1`, 'utf8')).toBe(`${'a'.repeat(100)}b`);
  await appendFile(path, 'c'.repeat(100));
  await boundLog(path, 100);
  expect(await readFile(`${path}.1`, 'utf8')).toBe(`after${'c'.repeat(100)}`);
  await writer.close();
});

test('a log that is not there is no trouble', async () => {
  await boundLog(join(folder, 'none.log'));
});
