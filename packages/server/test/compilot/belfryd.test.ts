import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createdWorkspace, run, serve, stop } from '../belfryd/belfryd-rig.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { newDataDir, removeDataDirs } from '../embedded-postgres/rig.ts';
import { killProcesses } from '../line-process.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(killProcesses);
afterAll(async () => {
  await database.close();
  await removeDataDirs();
});

test('belfryd serves each vendor’s API to the workspaces that speak its contract, and refuses others alike', async () => {
  const dataDir = await newDataDir(null);
  const options = { env: { DATABASE_URL: database.url } };
  const keyFor = async (dialect: string) => {
    const args = ['workspace', 'create', '--name', 'W', '--dialect', dialect, '--json'];
    return createdWorkspace((await run(dataDir, args, options)).output).key;
  };
  const [ofCompilot, ofDotfile] = [await keyFor('compilot'), await keyFor('dotfile')];
  const belfryd = await serve(dataDir, options);
  const compilot = async (key: string) => {
    const answer = await fetch(`${belfryd.url}/compilot/workflows/w/customers`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
    });
    return { code: answer.status, body: await answer.json() };
  };
  const dotfile = async (key: string) => {
    const answer = await fetch(`${belfryd.url}/dotfile/v1/cases`, { headers: { 'X-DOTFILE-API-KEY': key } });
    return { code: answer.status, body: await answer.json() };
  };
  expect(await compilot(ofCompilot)).toMatchObject({ code: 201, body: { status: 'No status' } });
  expect(await dotfile(ofDotfile)).toMatchObject({ code: 200, body: { data: [] } });
  expect(await compilot(ofDotfile)).toMatchObject({
    code: 401,
    body: { message: "This key's workspace speaks dotfile, not compilot." },
  });
  expect(await dotfile(ofCompilot)).toMatchObject({
    code: 401,
    body: { message: "This key's workspace speaks compilot, not dotfile." },
  });
  expect(await stop(belfryd)).toBe(0);
});
