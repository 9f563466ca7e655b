import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { masterKeyIn } from './master-key.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'belfry-key-')), 'data');
});
afterEach(() => rm(join(dataDir, '..'), { recursive: true }));

test('the first to come make one key between them, which is kept and which only its owner may read', async () => {
  const keys = await Promise.all(Array.from({ length: 8 }, () => masterKeyIn(dataDir)));
  const texts = keys.map((made) => (made.ok ? Buffer.from(made.key).toString('hex') : made.message));
  expect(new Set(texts).size).toBe(1);
  expect(texts[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(await masterKeyIn(dataDir)).toEqual(keys[0]);
  expect((await stat(join(dataDir, 'master.key'))).mode & 0o777).toBe(0o600);
  expect(await readdir(dataDir)).toEqual(['master.key']);
});

test('a file that is no key is never overwritten', async () => {
  await masterKeyIn(dataDir);
  await writeFile(join(dataDir, 'master.key'), 'c2hvcnQ=\n');
  expect(await masterKeyIn(dataDir)).toMatchObject({ ok: false, message: expect.stringContaining('backup') });
  await writeFile(join(dataDir, 'master.key'), '');
  expect(await masterKeyIn(dataDir)).toMatchObject({ ok: false });
});

test('where the folder can not be made, the answer says what to do', async () => {
  await writeFile(join(dataDir, '..', 'file'), '');
  const result = await masterKeyIn(join(dataDir, '..', 'file', 'data'));
  expect(result).toMatchObject({ ok: false, message: expect.stringContaining('BELFRY_MASTER_KEY') });
});
