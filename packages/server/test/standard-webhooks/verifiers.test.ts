import { verify as verifyCall } from '@belfry/receiver';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Rotation, rotateSecret } from '../../src/app/rotate-secret.ts';
import type { Webhook } from '../../src/domain/webhook.ts';
import { testClock } from '../clock.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type DialectWorkspace, dialectWorkspace } from '../dialect-workspace.ts';
import { type ReceivedRequest, type Sink, sinkEndpoint } from '../endpoints/sink.ts';
import { type EngineRig, engineRig, granted } from '../engine-rig.ts';
import { until } from '../until.ts';
import { isVerifiedWith, signaturesOf } from './schemes.ts';
import { acceptedBy as accepted, everyone } from './verifiers.ts';

const graceMs = 3_600;
const graceHours = graceMs / 3_600_000;

let database: TestDatabase;
let rig: EngineRig;
let sink: Sink;
let made: DialectWorkspace;
const clock = testClock(Date.now());

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  clock.set(Date.now());
  sink = await sinkEndpoint();
  rig = await engineRig(database.sql, { now: clock.now });
});
afterEach(async () => {
  await rig.stop();
  await sink.close();
});

/** Publishes, and answers the call that came of it. */
async function nextCall(): Promise<ReceivedRequest> {
  const before = sink.received.length;
  await made.publish();
  await sink.untilReceived(before + 1);
  const call = sink.received[before];
  if (call === undefined) throw new Error('No call came.');
  return call;
}

async function rotate({ id }: Webhook, rotation: Rotation = {}): Promise<Webhook> {
  const { webhook } = granted(
    await rotateSecret(rig.context, made.workspace, id, { graceHours, ...rotation }),
  );
  // The engine signs as it hears of the change.
  const known = () => rig.directory.peek(made.workspace.id)?.webhooks.get(id);
  await until(async () => {
    await rig.directory.get(made.workspace.id);
    return known()?.secret === webhook.secret;
  });
  return webhook;
}

function acceptedBy(secret: string, { headers, body }: ReceivedRequest): readonly string[] {
  const scheme = made.dialect.name === 'compilot' ? 'compilot' : 'standard';
  return accepted(secret, { scheme, headers, body });
}

describe.each(['compilot', 'standard'])('a call of dialect %s', (dialectName) => {
  beforeEach(async () => {
    made = await dialectWorkspace(rig, dialectName);
  });

  it('is accepted by every verifier, and by none with another secret or a changed body', async () => {
    const webhook = await made.webhook({ url: sink.url });
    const call = await nextCall();
    expect(acceptedBy(webhook.secret, call)).toEqual(everyone);
    expect(acceptedBy(`whsec_${Buffer.alloc(32, 1).toString('base64')}`, call)).toEqual([]);
    expect(acceptedBy(webhook.secret, { ...call, body: `${call.body} ` })).toEqual([]);
    const renamed = { ...call, headers: { ...call.headers, 'webhook-id': 'another', 'svix-id': 'another' } };
    expect(acceptedBy(webhook.secret, renamed)).toEqual([]);
  });

  it('is accepted with the old and the new secret while a rotation has grace, and afterwards with the new one', async () => {
    const before = await made.webhook({ url: sink.url });
    const after = await rotate(before);
    const during = await nextCall();
    expect(signaturesOf(during, 'v1')).toHaveLength(2);
    expect(acceptedBy(before.secret, during)).toEqual(everyone);
    expect(acceptedBy(after.secret, during)).toEqual(everyone);
    clock.advance(graceMs);
    const later = await nextCall();
    expect(signaturesOf(later, 'v1')).toHaveLength(1);
    expect(acceptedBy(before.secret, later)).toEqual([]);
    expect(acceptedBy(after.secret, later)).toEqual(everyone);
  });

  it('is accepted with a secret of 24 bytes and one of 64', async () => {
    for (const bytes of [24, 64]) {
      const secret = `whsec_${Buffer.alloc(bytes, bytes).toString('base64')}`;
      const webhook = await made.webhook({ url: sink.url });
      await rotate(webhook, { secret, graceHours: 0 });
      await made.publish();
      await until(() => sink.received.some((call) => acceptedBy(secret, call).length === everyone.length));
    }
  });
});

describe('a call that is signed with a key pair (v1a)', () => {
  beforeEach(async () => {
    made = await dialectWorkspace(rig, 'standard');
  });

  const publicKeyOf = ({ secret }: Webhook): string => made.dialect.secrets.publicKeyOf(secret) ?? '';
  const isAccepted = ({ headers, body }: ReceivedRequest, key: string): boolean =>
    verifyCall(headers, body, key, { scheme: 'standard' }).ok;

  it('verifies with the public key alone, by Node and by the receiver library', async () => {
    const webhook = await made.webhook({ url: sink.url, signatureScheme: 'v1a' });
    const call = await nextCall();
    const key = publicKeyOf(webhook);
    expect(key).toMatch(/^whpk_/);
    expect(signaturesOf(call, 'v1a')).toHaveLength(1);
    expect(signaturesOf(call, 'v1')).toHaveLength(0);
    expect(isVerifiedWith(key, call)).toBe(true);
    expect(isAccepted(call, key)).toBe(true);
    const changed = { ...call, body: `${call.body} ` };
    expect(isVerifiedWith(key, changed)).toBe(false);
    expect(isAccepted(changed, key)).toBe(false);
  });

  it('verifies with the old and the new public key while a rotation has grace, and afterwards with the new one', async () => {
    const before = await made.webhook({ url: sink.url, signatureScheme: 'v1a' });
    const after = await rotate(before);
    const keys = [publicKeyOf(before), publicKeyOf(after)];
    const during = await nextCall();
    for (const key of keys)
      expect([isVerifiedWith(key, during), isAccepted(during, key)]).toEqual([true, true]);
    clock.advance(graceMs);
    const later = await nextCall();
    expect(keys.map((key) => isVerifiedWith(key, later))).toEqual([false, true]);
    expect(keys.map((key) => isAccepted(later, key))).toEqual([false, true]);
  });

  it('leads from the shared key to the key pair without a call that either receiver refuses', async () => {
    const before = await made.webhook({ url: sink.url });
    const after = await rotate(before, { signatureScheme: 'v1a' });
    const during = await nextCall();
    expect(acceptedBy(before.secret, during)).toEqual(everyone);
    expect(isVerifiedWith(publicKeyOf(after), during)).toBe(true);
    expect(isAccepted(during, publicKeyOf(after))).toBe(true);
    clock.advance(graceMs);
    const later = await nextCall();
    expect(acceptedBy(before.secret, later)).toEqual([]);
    expect(isAccepted(later, publicKeyOf(after))).toBe(true);
  });
});
