import { Buffer } from 'node:buffer';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compilot } from '../src/compilot/compilot.ts';
import { callOf, nowMs, recorded, rowOf, secret } from './compilot-calls.ts';

const page = readFileSync(new URL('../../../docs/dialects/compilot.md', import.meta.url), 'utf8');
const otherSecret = compilot.secrets.generate('v1', (bytes) => new Uint8Array(bytes));

test('the page lists every event type of the catalogue, with its pane and description, and no other', () => {
  const rows = [...page.matchAll(/^\| `([\w.]+\.\w+)` +\| ([A-Z][\w ]+?) +\| (.+?) *\|$/gm)];
  const listed = rows.map(([, type, group, description]) => ({ type, group, description }));
  expect(listed).toEqual(
    compilot.catalogue.map(({ type, group, description }) => ({ type, group, description })),
  );
});

test('the page names every property of every payload', () => {
  for (const { example } of compilot.catalogue) {
    for (const name of Object.keys(Object(example.data))) expect(page).toContain(`\`${name}\``);
  }
});

test('the five lines of the page tell a genuine call from a forged or stale one, during a rotation too', () => {
  const verify = verifierOfThePage();
  const event = recorded(rowOf('customer.updated').example);
  const { body, headers } = callOf(event);
  const rotating = callOf(event, { secrets: { current: otherSecret, old: secret } });
  expect(verify(headers, body, secret, nowMs)).toBe(true);
  expect(verify(headers, body, otherSecret, nowMs)).toBe(false);
  expect(verify(rotating.headers, body, secret, nowMs)).toBe(true);
  expect(verify(rotating.headers, body, otherSecret, nowMs)).toBe(true);
  expect(verify(headers, body.replace('Active', 'active'), secret, nowMs)).toBe(false);
  expect(verify({ ...headers, 'svix-id': 'another' }, body, secret, nowMs)).toBe(false);
  expect(verify({}, body, secret, nowMs)).toBe(false);
  expect(verify(headers, body, secret, nowMs + 320_000)).toBe(false);
});

type Verifier = (
  headers: Readonly<Record<string, string>>,
  body: string,
  secret: string,
  now: number,
) => unknown;

/** The sample as it is printed, run with the names that it takes for granted. */
function verifierOfThePage(): Verifier {
  const sample = /```js\nimport [^\n]+ from 'node:crypto';\n(.+?)```/s.exec(page)?.[1] ?? '';
  expect(sample.trim().split('\n')).toHaveLength(5);
  const names = ['createHmac', 'timingSafeEqual', 'Buffer', 'headers', 'rawBody', 'secret', 'Date'];
  const run = new Function(...names, `${sample}\nreturn genuine && fresh;`);
  return (headers, body, secretGiven, now) =>
    run(createHmac, timingSafeEqual, Buffer, headers, body, secretGiven, { now: () => now });
}
