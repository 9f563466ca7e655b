import { expect, test } from 'vitest';
import { accountsOf } from './account.ts';

test('accounts are read with their numbers, root and whatever is no line of an account left out', () => {
  const passwd = [
    'root:x:0:0:root:/root:/bin/bash',
    'toor:x:0:0::/:/bin/sh',
    'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin',
    'postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash',
    '+::::::',
    '# comment',
    '',
  ].join('\n');
  expect([...accountsOf(passwd)]).toEqual([
    ['nobody', { uid: 65_534, gid: 65_534 }],
    ['postgres', { uid: 101, gid: 104 }],
  ]);
});
