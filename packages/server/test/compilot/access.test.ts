import { afterAll, beforeAll, expect, it } from 'vitest';
import { createKey, revokeKey } from '../../src/app/keys.ts';
import { granted, makeWorkspace } from '../engine-rig.ts';
import { type CompilotRig, compilotRig } from './compilot-rig.ts';

let rig: CompilotRig;
beforeAll(async () => {
  rig = await compilotRig();
});
afterAll(() => rig.close());

const newKey = async (workspaceId: string, allowedNetworks: readonly string[] | null = null) =>
  granted(
    await createKey(rig.api.engine.context, workspaceId, { name: 'Key', allowedNetworks, expiresAt: null }),
  );

it('a key that is missing, wrong or revoked gets one and the same 401, which says how to send one', async () => {
  const { key, text } = await newKey(rig.api.workspaceId);
  await revokeKey(rig.api.engine.context, rig.api.workspaceId, key.id);
  const messages = new Set<string>();
  for (const as of [null, 'x', `belfry_${'A'.repeat(86)}`, text]) {
    messages.add(await rig.refusal('GET', '/customers', 401, { as }));
    const { headers } = await rig.call('GET', '/customers', { as });
    expect(headers.get('www-authenticate')).toBe('Bearer');
  }
  expect(messages.size).toBe(1);
});

it('a key counts as a bearer token only, whatever the case of that word', async () => {
  const { text } = await newKey(rig.api.workspaceId);
  const send = (headers: Readonly<Record<string, string>>) =>
    rig.call('GET', '/customers', { as: null, headers }).then(({ status }) => status);
  expect(await send({ 'x-dotfile-api-key': text })).toBe(401);
  expect(await send({ authorization: text })).toBe(401);
  expect(await send({ authorization: `bearer ${text}` })).toBe(200);
});

it('a key that is not for the caller’s network gets 403', async () => {
  const { text } = await newKey(rig.api.workspaceId, ['192.0.2.0/24']);
  await rig.refusal('GET', '/customers', 403, { as: text });
});

it('a key of a workspace that speaks another contract gets 401, which names both', async () => {
  const workspaceId = await makeWorkspace(rig.api.database.sql, 'Cases', 'dotfile');
  const { text } = await newKey(workspaceId);
  const message = "This key's workspace speaks dotfile, not compilot.";
  expect(await rig.refusal('GET', '/customers', 401, { as: text })).toBe(message);
  expect(await rig.refusal('GET', '/no/such/route', 401, { as: text })).toBe(message);
});

it('a body that is too large or no JSON is refused in the shape of every other error', async () => {
  const path = '/workflows/w/customers';
  await rig.refusal('POST', path, 413, { body: { reason: 'x'.repeat(70_000) } });
  const headers = { 'content-type': 'text/plain' };
  await rig.refusal('POST', path, 415, { body: new TextEncoder().encode('x'), headers });
});
