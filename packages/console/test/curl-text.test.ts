import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { curlText, quoted } from '../src/pages/logs/curl-text.ts';

test('whatever is quoted is one word of the shell, and says the same', () => {
  const text = fc.string({ unit: 'binary' }).filter((one) => !one.includes('\0') && one.isWellFormed());
  const words = fc.sample(text, 200);
  const said = execFileSync('sh', ['-c', `printf '%s\\0' ${words.map(quoted).join(' ')}`]);
  expect(said.toString().split('\0').slice(0, -1)).toEqual(words);
});

test('the command has the address, the headers but curl’s own, and the body', () => {
  const headers = { 'content-type': 'application/json', 'content-length': '2', host: 'a.example' };
  expect(curlText({ url: 'https://a.example/in', headers, body: "{'}" })).toBe(
    "curl -i 'https://a.example/in' \\\n  -H 'content-type: application/json' \\\n  --data-raw '{'\\''}'",
  );
});
