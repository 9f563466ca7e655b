import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dialect, dialectNamed } from '@belfry/dialects';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkSignature } from '../src/pages/logs/signature-check.ts';
import { signatureHeaders, signingOf } from '../src/pages/logs/signing.ts';
import { snippetsOf } from '../src/pages/logs/verify-snippets.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'belfry-snippets-'));
  // The snippets import what this checkout has installed: the receiver, and the vendors' own libraries.
  symlinkSync(join(import.meta.dirname, '../../../node_modules'), join(folder, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const types: Readonly<Record<string, string>> = {
  dotfile: 'Case.Created',
  compilot: 'customer.created',
  standard: 'a.b',
};

/** A call as the sender makes it: with a quote, a line break and letters beyond ASCII in its body. */
function callOf(dialectName: string, scheme: string) {
  const dialect: Dialect | undefined = dialectNamed(dialectName);
  if (dialect === undefined) throw new Error(`No dialect ${dialectName}.`);
  const secret = dialect.secrets.generate(scheme, (count) => crypto.getRandomValues(new Uint8Array(count)));
  const now = Date.now();
  const type = types[dialectName] ?? '';
  const data = JSON.stringify({ name: "O'Hara\nŁukasz", eventType: type });
  const { body, headers } = dialect.request({
    workspace: { id: 'w', name: 'Acme' },
    event: { id: '019f0000-0000-7000-8000-000000000000', type, context: '{}', data, occurredAt: now },
    wire: { type, subType: null },
    retryCount: 0,
    secrets: { current: secret, old: null },
    now,
  });
  const signing = signingOf(headers);
  if (signing === null) throw new Error('The call is not signed.');
  return { body, headers, secret, publicKey: dialect.secrets.publicKeyOf(secret), signing };
}

type Call = ReturnType<typeof callOf>;

/** What the snippet says, run as it stands with the call's own key; throws where it does not verify. */
function run(call: Call, name: string): string {
  const snippet = snippetsOf(call.signing).find((one) => one.name === name);
  if (snippet === undefined) throw new Error(`No snippet ${name}.`);
  writeFileSync(join(folder, 'body.json'), call.body);
  writeFileSync(join(folder, 'call.json'), JSON.stringify(call));
  writeFileSync(join(folder, 'snippet.mjs'), snippet.text);
  writeFileSync(
    join(folder, 'run.mjs'),
    `import { readFileSync } from 'node:fs';
     import * as snippet from './snippet.mjs';
     const { headers, body } = JSON.parse(readFileSync('call.json', 'utf8'));
     console.log(snippet.eventOf ? JSON.stringify(snippet.eventOf(headers, body)) : snippet.isGenuine(headers, body));`,
  );
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    WEBHOOK_SECRET: call.secret,
    WEBHOOK_PUBLIC_KEY: call.publicKey ?? '',
  };
  const command = name === 'openssl' ? ['sh', '-c', snippet.text] : [process.execPath, 'run.mjs'];
  const [file = '', ...args] = command;
  return execFileSync(file, args, { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' }).trim();
}

/** The snippet is for who has it; a machine without it runs the others. */
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

const schemes = [
  ['dotfile', 'hmac-sha256'],
  ['compilot', 'v1'],
  ['standard', 'v1'],
  ['standard', 'v1a'],
] as const;

describe.each(schemes)('a call of %s signed by %s', (dialect, scheme) => {
  test('is verified by every snippet that is not for a shell, and by none with another body', () => {
    const call = callOf(dialect, scheme);
    const forged = { ...call, body: call.body.replace('Łukasz', 'Lukasz') };
    const names = snippetsOf(call.signing).map(({ name }) => name);
    expect(names).toContain('@belfry/receiver');
    for (const name of names.filter((one) => one !== 'openssl')) {
      expect(run(call, name), name).toMatch(/^(?:true|\{.*)$/);
      expect(() => {
        if (run(forged, name) === 'false') throw new Error('It says that the call is not genuine.');
      }, name).toThrow();
    }
  });

  test.skipIf(!hasOpenssl)('is verified by openssl', () => {
    const call = callOf(dialect, scheme);
    const said = run(call, 'openssl');
    const { headers } = call;
    if (scheme === 'v1a') expect(said).toMatch(/Verified Successfully/);
    else if (dialect === 'dotfile') expect(headers['dotfile-signature']).toBe(said);
    else expect(headers['webhook-signature']).toBe(`v1,${said}`);
  });

  test('is found genuine in the browser, with its own body and key only', async () => {
    const call = callOf(dialect, scheme);
    expect(await checkSignature(call)).toBe('genuine');
    expect(await checkSignature({ ...call, body: `${call.body} ` })).toBe('other');
    const other = callOf(dialect, scheme);
    expect(await checkSignature({ ...call, secret: other.secret, publicKey: other.publicKey })).toBe('other');
  });

  test('has every header of its signature explained', () => {
    const { headers } = callOf(dialect, scheme);
    const names = Object.keys(headers).filter((name) => /signature|^webhook-|^svix-/.test(name));
    expect(new Set(signatureHeaders(headers).map(({ name }) => name))).toEqual(new Set(names));
  });
});
