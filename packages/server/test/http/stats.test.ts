import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { durationBucket, durationBucketBoundsMs } from '../../src/domain/duration-buckets.ts';
import { writeStats } from '../../src/store/stats-writing.ts';
import { type ApiRig, apiRig } from '../api-rig.ts';

const noon = Date.UTC(2026, 2, 4, 12);
const minuteMs = 60_000;
const webhookIds = ['019b76da-a800-7000-8000-000000000001', '019b76da-a800-7000-8000-000000000002'];
const processIds = ['019b76da-a800-7000-8000-00000000000a', '019b76da-a800-7000-8000-00000000000b'];

describe('statistics', () => {
  let api: ApiRig;
  beforeAll(async () => {
    api = await apiRig();
    for (const [index, processId] of processIds.entries()) {
      await writeStats(api.database.sql, processId, [
        counts(webhookIds[0], noon, 90, 10, 40),
        counts(webhookIds[1], noon + 59 * minuteMs, 100 * index, 0, 900),
        counts(webhookIds[0], noon + 60 * minuteMs, 1, 0, 5),
      ]);
    }
  });
  afterAll(() => api.close());

  const counts = (webhookId = '', minute: number, succeeded: number, failed: number, durationMs: number) => {
    const durations = Array.from({ length: durationBucketBoundsMs.length + 1 }, () => 0);
    durations[durationBucket(durationMs)] = succeeded + failed;
    const calls = { succeeded, failed, durations, failures: [], lastFailedAt: null };
    return { workspaceId: api.workspaceId, webhookId, minute, lastDeliveryId: webhookIds[0] ?? '', ...calls };
  };
  const read = (query: string) => api.call('GET', `/stats?${query}`);
  const day = 'from=2026-03-04T00:00:00Z&to=2026-03-05T00:00:00Z';

  it('add up processes and webhooks by bucket, and in all', async () => {
    const { json } = await read(day);
    expect(json.data).toMatchObject([
      { at: '2026-03-04T12:00:00.000Z', succeeded: 280, failed: 20 },
      { at: '2026-03-04T13:00:00.000Z', succeeded: 2, failed: 0 },
    ]);
    expect(json.totals).toMatchObject({ succeeded: 282, failed: 20, pending: 0, held: 0 });
    for (const [share, actual] of [
      ['p50_ms', 40],
      ['p95_ms', 900],
      ['p99_ms', 900],
    ] as const) {
      expect(json.totals[share]).toBeGreaterThanOrEqual(actual);
      expect(json.totals[share]).toBeLessThanOrEqual(actual * 1.25 + 1);
    }
  });

  it('are told of one webhook, in buckets of a minute or a day, within the time asked for', async () => {
    const { json } = await read(`${day}&webhook_id=${webhookIds[1]}&bucket=minute`);
    expect(json.data).toMatchObject([{ at: '2026-03-04T12:59:00.000Z', succeeded: 100 }]);
    expect((await read(`${day}&bucket=day`)).json.data).toMatchObject([
      { at: '2026-03-04T00:00:00.000Z', succeeded: 282 },
    ]);
    const hour = await read('from=2026-03-04T13:00:00Z&to=2026-03-04T14:00:00Z');
    expect(hour.json.totals).toMatchObject({ succeeded: 2, failed: 0 });
  });

  it('are of one workspace', async () => {
    const answer = await api.call('GET', `/stats?${day}`, { as: api.otherWorkspaceId });
    expect(answer.json).toEqual({
      data: [],
      totals: { succeeded: 0, failed: 0, pending: 0, held: 0, p50_ms: null, p95_ms: null, p99_ms: null },
    });
  });

  it('are refused for a time that is empty, or has too many buckets: 400', async () => {
    expect((await read('from=2026-03-05T00:00:00Z&to=2026-03-04T00:00:00Z')).status).toBe(400);
    const long = await read('from=2026-01-01T00:00:00Z&to=2026-03-05T00:00:00Z&bucket=minute');
    expect(long).toMatchObject({ status: 400, error: { message: expect.stringContaining('1500') } });
  });
});
