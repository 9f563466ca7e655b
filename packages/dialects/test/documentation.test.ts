import { Buffer } from 'node:buffer';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogue } from '../src/dotfile/catalogue.ts';
import { callOf, nowMs, recorded } from './calls.ts';

const page = readFileSync(new URL('../../../docs/dialects/dotfile.md', import.meta.url), 'utf8');

test('the page lists every event type of the catalogue, with its parent and description, and no other', () => {
  const rows = [...page.matchAll(/^\| `(\w+\.\w+)` +\| (?:`(\w+\.\w+)`)? *\| (.+?) *\|$/gm)];
  const listed = rows.map(([, type, parent, text]) => ({ type, parent: parent ?? null, text }));
  expect(listed).toEqual(
    catalogue.map(({ type, parent, description }) => ({
      type,
      parent,
      text: expect.stringContaining(description),
    })),
  );
});

test('the five lines of the page tell a genuine call from a forged or stale one', () => {
  const verify = verifierOfThePage();
  const draft = catalogue[0]?.example;
  if (draft === undefined) throw new Error('The catalogue is empty');
  const { body, headers } = callOf(recorded(draft));
  expect(verify(headers, body, 'dotsecret.current', nowMs)).toBe(true);
  expect(verify(headers, body, 'dotsecret.other', nowMs)).toBe(false);
  expect(verify(headers, body.replace('Fjordline', 'Fjordlime'), 'dotsecret.current', nowMs)).toBe(false);
  expect(verify({}, body, 'dotsecret.current', nowMs)).toBe(false);
  expect(verify(headers, body, 'dotsecret.current', nowMs + 180_000)).toBe(false);
});

type Verifier = (
  headers: Readonly<Record<string, string>>,
  body: string,
  secret: string,
  now: number,
) => unknown;

/** The sample as it is printed, run with the names that it takes for granted. */
function verifierOfThePage(): Verifier {
  const sample = /```js\n(import [^\n]+\n)([^`]+)```/.exec(page)?.[2] ?? '';
  expect(sample.trim().split('\n')).toHaveLength(4);
  const names = ['createHmac', 'timingSafeEqual', 'Buffer', 'headers', 'rawBody', 'secret', 'Date'];
  const run = new Function(...names, `${sample}\nreturn genuine && fresh;`);
  return (headers, body, secret, now) =>
    run(createHmac, timingSafeEqual, Buffer, headers, body, secret, { now: () => now });
}
