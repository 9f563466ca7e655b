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
  const fresh = await run([], async (output) => {
    const session = await signIn(output);
    expect(session.workspaces.map(({ name }) => name)).toEqual(['Demo of dotfile', 'Demo of compilot']);
  });
  expect(fresh).toMatchObject({ code: 0, errors: '' });
  expect(fresh.output).toContain('with fresh workspaces');
  expect(claimsOf(fresh.output)).toStrictEqual(allTrue);
  expect(fresh.output).toContain('20 of 20 events that the 16 API calls promise');
  expect(fresh.output).toContain('26 of 26 bodies');
  expect(fresh.output.match(/down: answered 503/g)).toHaveLength(4);
  expect(fresh.output).toContain('verified with the old secret');
  expect(fresh.output).toMatch(/→ POST \/dotfile\/v1\/cases {2}201: Case\.Created$/m);
  expect(fresh.output).toMatch(/✔ CRM +Case\.Created +verified ← POST \/cases$/m);
  expect(fresh.output).toMatch(/✔ Screening desk +Check\.Started +retry 2: verified ← POST \/checks\/aml$/m);
  expect(fresh.output).toMatch(/nordbank-\w+ is Active, with the wallet 0x8617E340/);

  const kept = await run(['--once']);
  expect(kept).toMatchObject({ code: 0, errors: '' });
  expect(kept.output).toContain('with kept workspaces');
  expect(claimsOf(kept.output)).toStrictEqual(allTrue);
}, 180_000);

const allTrue = ['✔', '✔', '✔', '✔', '✔', '✔'];

/** Without --once it goes on until it is interrupted, which it is after `look`. */
async function run(args: readonly string[], look?: (output: string) => Promise<void>) {
  const demo = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], { cwd: folder });
  const exit = once(demo, 'exit');
  const errors = text(demo.stderr);
  let output = '';
  let looked: Promise<void> | undefined;
  for await (const part of demo.stdout) {
    output += part;
    if (look === undefined || looked !== undefined || !output.includes('go on running')) continue;
    looked = look(output).finally(() => demo.kill('SIGINT'));
  }
  await looked;
  const [code] = await exit;
  return { output, errors: await errors, code };
}

/** By the link to the console that the demo prints. */
async function signIn(
  output: string,
): Promise<{ readonly workspaces: readonly { readonly name: string }[] }> {
  const [, origin, token] = /(http:\S+)\/link#(\S+)/.exec(output) ?? [];
  const headers = { 'content-type': 'application/json', 'belfry-console': '1' };
  const answer = await fetch(`${origin}/api/v1/links/${token}`, { method: 'POST', headers, body: '{}' });
  expect(answer.status).toBe(200);
  // As packages/api describes a session; only the names are looked at.
  return (await answer.json()) as { readonly workspaces: readonly { readonly name: string }[] };
}

/** The marks of the lines of the summary. */
function claimsOf(output: string): readonly string[] {
  const summary = output.slice(output.indexOf('What was sent'), output.indexOf('Where to look next'));
  return [...summary.matchAll(/^ {2}([✔✘]) /gm)].map(([, mark]) => mark ?? '');
}
