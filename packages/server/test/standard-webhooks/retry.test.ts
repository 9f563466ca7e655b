import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testClock } from '../clock.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type EndpointRig, endpointRig } from './endpoint-rig.ts';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** As the contract states it: after each failure this long, up to 20 % more or less. */
const tableMs = [5 * secondMs, 5 * minuteMs, 30 * minuteMs, 2 * hourMs, 5 * hourMs, 10 * hourMs, 10 * hourMs];

describe('a delivery that fails', () => {
  let database: TestDatabase;
  let rig: EndpointRig | undefined;
  const clock = testClock(Date.now());

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());
  afterEach(async () => {
    await rig?.stop();
    rig = undefined;
  });

  /** Whole seconds, which is how an HTTP date can say it. */
  const start = async (random?: () => number): Promise<EndpointRig> => {
    clock.set(Math.floor(Date.now() / secondMs) * secondMs);
    rig = await endpointRig(database, clock, random);
    return rig;
  };

  it.each([
    { chance: 'the least chance', random: () => 0, factors: [0.8, 0.8] },
    { chance: 'the middle', random: () => 0.5, factors: [1, 1] },
    { chance: 'the greatest chance', random: () => 1 - 2 ** -53, factors: [1.2, 1.2] },
    { chance: 'any chance', random: Math.random, factors: [0.8, 1.2] },
  ])(
    'is retried seven times by the table within its jitter ($chance), and then is exhausted',
    async (one) => {
      const { publish, attempted, at, sink } = await start(one.random).then((made) => {
        made.answer = { status: 500, body: 'no' };
        return made;
      });
      const [least = 0, most = 0] = one.factors;
      const first = await publish();
      for (const [index, plannedMs] of tableMs.entries()) {
        const row = await attempted(first.id, index + 1);
        expect(row).toMatchObject({
          state: 'pending',
          retries_made: index,
          next_attempt_type: 'automatic_retry',
        });
        const delayMs = (row.next_attempt_at ?? 0) - clock.now();
        expect(delayMs).toBeGreaterThanOrEqual(plannedMs * least - 1);
        expect(delayMs).toBeLessThanOrEqual(plannedMs * most + 1);
        at(clock.now() + delayMs - 1);
        at(clock.now() + 1);
      }
      expect(await attempted(first.id, 8)).toMatchObject({ state: 'exhausted', next_attempt_at: null });
      expect(sink.received).toHaveLength(8);
      expect(new Set(sink.received.map(({ headers }) => headers['svix-id']))).toEqual(
        new Set([first.event_id]),
      );
      expect(new Set(sink.received.map(({ body }) => body)).size).toBe(1);
      expect(new Set(sink.received.map(({ headers }) => headers['svix-timestamp'])).size).toBe(8);
    },
  );

  /** An HTTP date so many seconds from now. */
  const date = (seconds: number) => () => new Date(clock.now() + seconds * secondMs).toUTCString();
  const junk = [
    '',
    '-9',
    '9.5',
    '9 s',
    '0x9',
    '9e1',
    '9, 10',
    'soon',
    '99999999999999',
    'Fri, 99 Foo 2026 9:9:9',
  ];
  it.each([
    { status: 503, asks: '7', value: () => '7', seconds: 7 },
    { status: 429, asks: '9, with spaces around', value: () => ' 9 ', seconds: 9 },
    { status: 429, asks: 'a date in 8 s', value: date(8), seconds: 8 },
    { status: 503, asks: 'a date in an hour', value: date(3_600), seconds: 10 },
    { status: 503, asks: 'a date that is past', value: date(-60), seconds: 5 },
    { status: 503, asks: '86400', value: () => '86400', seconds: 10 },
    { status: 429, asks: '2', value: () => '2', seconds: 5 },
    { status: 503, asks: '0', value: () => '0', seconds: 5 },
    ...junk.map((text) => ({ status: 503, asks: text, value: () => text, seconds: 5 })),
    { status: 500, asks: '9', value: () => '9', seconds: 5 },
    { status: 302, asks: '9', value: () => '9', seconds: 5 },
  ])(
    'with $status and a Retry-After of "$asks" is called again after $seconds s',
    async ({ status, value, seconds }) => {
      const made = await start();
      made.answer = { status, headers: { 'retry-after': value() } };
      const row = await made.publish();
      expect((row.next_attempt_at ?? 0) - clock.now()).toBe(seconds * secondMs);
    },
  );

  it('is put off by Retry-After at a later retry up to twice that delay of the table', async () => {
    const made = await start();
    made.answer = { status: 429, headers: { 'retry-after': String(9 * 60) } };
    const first = await made.publish();
    made.at(first.next_attempt_at ?? 0);
    const second = await made.attempted(first.id, 2);
    expect((second.next_attempt_at ?? 0) - clock.now()).toBe(9 * minuteMs);
    made.answer = { status: 429, headers: { 'retry-after': String(24 * 3_600) } };
    made.at(second.next_attempt_at ?? 0);
    const third = await made.attempted(first.id, 3);
    expect((third.next_attempt_at ?? 0) - clock.now()).toBe(60 * minuteMs);
    made.answer = { status: 200 };
    made.at(third.next_attempt_at ?? 0);
    expect(await made.attempted(first.id, 4)).toMatchObject({ state: 'succeeded', next_attempt_at: null });
  });
});
