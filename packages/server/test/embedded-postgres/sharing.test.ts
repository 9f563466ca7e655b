import { readdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { killProcesses } from '../line-process.ts';
import { newDataDir, query, removeDataDirs, serverPid, spawnUser, startUser } from './rig.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await newDataDir();
});
afterEach(killProcesses);
afterAll(removeDataDirs);

test('processes that start at once on an empty folder make one cluster and share one server', async () => {
  const users = await Promise.all(Array.from({ length: 3 }, () => startUser({ dataDir })));
  expect(users.filter((user) => !user.adopted)).toHaveLength(1);
  expect(new Set(users.map((user) => user.address.password)).size).toBe(1);
  expect(readdirSync(dataDir)).toEqual(['postgres']);
  await Promise.all(users.map((user) => user.leave('stop')));
  expect(await serverPid(dataDir)).toBeNull();
});

test('the last to leave stops the server, whoever has started it', async () => {
  const starter = await startUser({ dataDir, purpose: 'serve' });
  const pid = await serverPid(dataDir);
  const guest = await startUser({ dataDir });
  await starter.leave('stop');
  expect(await serverPid(dataDir)).toBe(pid);
  expect(await query(guest.address, 'select 1 as one')).toEqual([{ one: 1 }]);
  await guest.leave('stop');
  expect(await serverPid(dataDir)).toBeNull();
});

test('who releases leaves the server running, for the next to adopt', async () => {
  const first = await startUser({ dataDir });
  const pid = await serverPid(dataDir);
  await first.leave('release');
  const second = await startUser({ dataDir });
  expect(second.adopted).toBe(true);
  expect(await serverPid(dataDir)).toBe(pid);
  await second.leave('stop');
});

test('a second serve is told so, while commands come and go', async () => {
  const serving = await startUser({ dataDir, purpose: 'serve' });
  const second = spawnUser({ dataDir, purpose: 'serve' });
  const command = await startUser({ dataDir });
  await command.leave('stop');
  await second.until(/"served_elsewhere"/);
  expect(await second.ended).toMatchObject({ code: 1 });
  expect(await query(serving.address, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a serve that starts while the one before is stopping gets its turn', async () => {
  const before = await startUser({ dataDir, purpose: 'serve' });
  const after = spawnUser({ dataDir, purpose: 'serve' });
  before.write('stop');
  await after.until(/"started"/);
  await before.ended;
  after.write('stop');
  expect(await after.ended).toMatchObject({ code: 0 });
  expect(await serverPid(dataDir)).toBeNull();
});

test('commands that come and go at the same time never lose their server under them', async () => {
  const work = async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      const user = await startUser({ dataDir });
      expect(await query(user.address, 'select 1 as one')).toEqual([{ one: 1 }]);
      await user.leave('stop');
    }
  };
  await Promise.all([work(), work()]);
  expect(await serverPid(dataDir)).toBeNull();
});

test('when a shared server is killed, those who share it start it again once', async () => {
  const users = [await startUser({ dataDir, purpose: 'serve' }), await startUser({ dataDir })];
  const pid = await serverPid(dataDir);
  if (pid === null) throw new Error('It runs.');
  process.kill(pid, 'SIGKILL');
  await Promise.all(users.map((user) => user.until(/runs again/)));
  for (const user of users) expect(await query(user.address, 'select 1 as one')).toEqual([{ one: 1 }]);
  await Promise.all(users.map((user) => user.leave('stop')));
  expect(await serverPid(dataDir)).toBeNull();
});

test('a serve that was away while another took its place is told to end', async () => {
  const away = await startUser({ dataDir, purpose: 'serve' });
  const pid = await serverPid(dataDir);
  if (pid === null) throw new Error('It runs.');
  away.kill('SIGSTOP');
  process.kill(pid, 'SIGKILL');
  const successor = await startUser({ dataDir, purpose: 'serve' });
  away.kill('SIGCONT');
  await away.until(/"displaced"/);
  await away.leave('stop');
  expect(await query(successor.address, 'select 1 as one')).toEqual([{ one: 1 }]);
  await successor.leave('stop');
  expect(await serverPid(dataDir)).toBeNull();
});

test('who leaves while the server is gone leaves at once, and nothing running', async () => {
  const user = await startUser({ dataDir, purpose: 'serve' });
  const pid = await serverPid(dataDir);
  if (pid === null) throw new Error('It runs.');
  process.kill(pid, 'SIGKILL');
  await user.until(/"lost"/);
  await user.leave('stop');
  expect(await serverPid(dataDir)).toBeNull();
});
