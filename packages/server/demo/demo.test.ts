import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'belfry-demo-test-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the demo proves that what was sent is what arrived, with a fresh workspace and with a kept one', async () => {
  const fresh = await runOnce();
  expect(fresh).toMatchObject({ code: 0, errors: '' });
  expect(fresh.output).toContain('with fresh workspaces');
  expect(claimsOf(fresh.output)).toStrictEqual(['✔', '✔', '✔', '✔', '✔']);
  expect(fresh.output).toContain('18 of 18 bodies');
  expect(fresh.output.match(/answered 503/g)).toHaveLength(5);
  expect(fresh.output).toContain('verified by the signature with the old secret');

  const kept = await runOnce();
  expect(kept).toMatchObject({ code: 0, errors: '' });
  expect(kept.output).toContain('with kept workspaces');
  expect(claimsOf(kept.output)).toStrictEqual(['✔', '✔', '✔', '✔', '✔']);
}, 180_000);

async function runOnce() {
  const demo = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), '--once'], { cwd: folder });
  const [output, errors, [code]] = await Promise.all([
    text(demo.stdout),
    text(demo.stderr),
    once(demo, 'exit'),
  ]);
  return { output, errors, code };
}

/** The marks of the lines of the summary. */
function claimsOf(output: string): readonly string[] {
  const summary = output.slice(output.indexOf('What was sent'), output.indexOf('Where to look next'));
  return [...summary.matchAll(/^ {2}([✔✘]) /gm)].map(([, mark]) => mark ?? '');
}
