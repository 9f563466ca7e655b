import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebhookDirectory } from '../../src/app/webhook-directory.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { makeWebhook, makeWorkspace, secretBox } from '../engine-rig.ts';

const url = 'http://127.0.0.1:9/hook';

describe('the directory of webhooks', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  it('knows the limits of what it gave out, also where the webhooks changed while it read them', async () => {
    const { sql } = database;
    const workspaceId = await makeWorkspace(sql);
    const webhookId = await makeWebhook(sql, workspaceId, {
      url,
      events: ['Case.Created'],
      concurrencyLimit: 3,
    });
    const directory = createWebhookDirectory({ sql, secretBox });
    const reading = directory.get(workspaceId);
    directory.invalidate(workspaceId);
    const given = await reading;
    expect(given?.webhooks.has(webhookId)).toBe(true);
    expect(directory.lastKnown(workspaceId)).toBe(given);
    expect(directory.peek(workspaceId)).toBeUndefined();
  });

  it('knows the limits of what it gave out in a transaction, and reads again for the next who asks', async () => {
    const { sql } = database;
    const workspaceId = await makeWorkspace(sql);
    const directory = createWebhookDirectory({ sql, secretBox });
    await directory.get(workspaceId);
    const webhookId = await makeWebhook(sql, workspaceId, {
      url,
      events: ['Case.Created'],
      concurrencyLimit: 3,
    });
    directory.invalidate(workspaceId);
    await sql.begin((tx) => directory.readWith(tx, workspaceId));
    expect(directory.lastKnown(workspaceId)?.webhooks.get(webhookId)?.concurrencyLimit).toBe(3);
    expect(directory.peek(workspaceId)).toBeUndefined();
  });

  it('does not go back to what a transaction with an older view of the database finds', async () => {
    const { sql } = database;
    const workspaceId = await makeWorkspace(sql);
    const directory = createWebhookDirectory({ sql, secretBox });
    await sql.begin('isolation level repeatable read', async (tx) => {
      await tx`select from workspaces`;
      const webhookId = await makeWebhook(sql, workspaceId, { url, events: ['Case.Created'] });
      const newer = await directory.get(workspaceId);
      directory.invalidate(workspaceId);
      const older = await directory.readWith(tx, workspaceId);
      expect(older?.webhooks.has(webhookId)).toBe(false);
      expect(directory.lastKnown(workspaceId)).toBe(newer);
    });
  });
});
