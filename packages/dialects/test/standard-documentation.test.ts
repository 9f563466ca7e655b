import { Buffer } from 'node:buffer';
import * as crypto from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { OutgoingRequest } from '../src/dialect.ts';
import { standard } from '../src/standard/standard.ts';

const page = readFileSync(new URL('../../../docs/dialects/standard.md', import.meta.url), 'utf8');
const nowMs = Date.UTC(2026, 2, 2, 9, 30, 12, 987);

function secretOf(scheme: string, byte: number): string {
  return standard.secrets.generate(scheme, (bytes) => Buffer.alloc(bytes, byte));
}

/** What the receiver's side holds: the secret itself, or its public key. */
function keyOf(secret: string): string {
  return standard.secrets.publicKeyOf(secret) ?? secret;
}

function callOf(current: string, old: string | null = null): OutgoingRequest {
  return standard.request({
    workspace: { id: '7797fc3e-2bf4-475f-b947-a87a335cf287', name: 'Acme' },
    event: {
      id: '01957a10-6c00-7000-8000-0c2f1d3e4a5b',
      type: 'invoice.paid',
      context: '{}',
      data: '{"to":"Grønn ☕"}',
      occurredAt: nowMs - 5_000,
    },
    wire: { type: 'invoice.paid', subType: null },
    retryCount: 0,
    secrets: { current, old },
    now: nowMs,
  });
}

test('the definition on the page is fit', () => {
  const sample = /```json\n(\{\n {2}"type": "invoice\.paid",\n {2}"group".+?)```/s.exec(page)?.[1] ?? '';
  const { type, group, description, data_schema: dataSchema, data_example: example } = JSON.parse(sample);
  const definition = { type, group, description, deprecation: null, dataSchema, example, archived: false };
  expect(standard.ownEventTypes?.problems(definition)).toEqual([]);
});

describe.each(['v1', 'v1a'])('the lines of the page for %s', (scheme) => {
  const secret = secretOf(scheme, 1);
  const other = secretOf(scheme, 2);
  const genuine = verifierOfThePage(scheme);

  test('tell a genuine call from a forged or stale one', () => {
    const { body, headers } = callOf(secret);
    expect(genuine(headers, body, keyOf(secret), nowMs)).toBe(true);
    expect(genuine(headers, body, keyOf(other), nowMs)).toBe(false);
    expect(genuine(headers, body.replace('paid', 'void'), keyOf(secret), nowMs)).toBe(false);
    expect(genuine({ ...headers, 'webhook-id': 'another' }, body, keyOf(secret), nowMs)).toBe(false);
    expect(genuine({}, body, keyOf(secret), nowMs)).toBe(false);
    expect(genuine(headers, body, keyOf(secret), nowMs + 320_000)).toBe(false);
  });

  test('take either key during a rotation, one from the other scheme included', () => {
    const rotating = callOf(secret, other);
    expect(genuine(rotating.headers, rotating.body, keyOf(secret), nowMs)).toBe(true);
    expect(genuine(rotating.headers, rotating.body, keyOf(other), nowMs)).toBe(true);
    const leaving = callOf(secretOf(scheme === 'v1' ? 'v1a' : 'v1', 3), secret);
    expect(genuine(leaving.headers, leaving.body, keyOf(secret), nowMs)).toBe(true);
  });
});

type Verifier = (
  headers: Readonly<Record<string, string>>,
  body: string,
  key: string,
  now: number,
) => unknown;

/** The sample as it is printed, run with the names that it takes for granted. */
function verifierOfThePage(scheme: string): Verifier {
  const samples = [...page.matchAll(/```js\nimport \{([^\n]+)\} from 'node:crypto';\n(.+?)```/gs)];
  const [, imported, lines = ''] = samples[scheme === 'v1' ? 0 : 1] ?? [];
  const names = ['headers', 'rawBody', scheme === 'v1' ? 'secret' : 'publicKey', 'Date', 'crypto', 'Buffer'];
  const run = new Function(...names, `const {${imported}} = crypto;\n${lines}\nreturn genuine && fresh;`);
  return (headers, body, key, now) => run(headers, body, key, { now: () => now }, crypto, Buffer);
}
