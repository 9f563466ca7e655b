import { expect, test } from 'vitest';
import { verdictOn } from './verdict.ts';

test.each([
  [
    'FATAL:  lock file "postmaster.pid" already exists\nHINT:  Is another postmaster (PID 7) running',
    'again',
  ],
  ['FATAL:  pre-existing shared memory block (key 9977955, ID 8) is still in use\nHINT:  Terminate', 'again'],
  ['SIGKILL', 'again'],
  ['FATAL:  invalid value for parameter "shared_buffers": "plenty"', 'hopeless'],
  ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'hopeless'],
])('after %j the next step is: %s', (log, kind) => {
  expect(verdictOn(log).kind).toBe(kind);
});

test('a socket that can not be made leads to TCP, a taken port to another one', () => {
  const socket = 'LOG:  could not bind Unix address "./.s.PGSQL.5432": Operation not permitted';
  const port = 'LOG:  could not bind IPv4 address "127.0.0.1": Address already in use';
  expect(verdictOn(socket)).toMatchObject({ kind: 'elsewhere', socketsWork: false });
  expect(verdictOn(port)).toMatchObject({ kind: 'elsewhere', socketsWork: true });
});

test('the reason is the end of what was logged', () => {
  const log = Array.from({ length: 50 }, (_, line) => `line ${line}`).join('\n');
  expect(verdictOn(log).reason.split('\n').at(0)).toBe('line 44');
  expect(verdictOn(log).reason.split('\n').at(-1)).toBe('line 49');
});
