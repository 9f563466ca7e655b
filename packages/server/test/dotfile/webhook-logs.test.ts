import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sinkEndpoint } from '../endpoints/sink.ts';
import { exampleOf, untilDeliveries } from '../engine-rig.ts';
import { attemptAt, type StoredDelivery, storeDelivery } from '../stored-deliveries.ts';
import { type DotfileRig, dotfileRig } from './dotfile-rig.ts';

const hourMs = 3_600_000;
const noon = Date.UTC(2026, 7, 14, 12);
const caseId = randomUUID();
const individualId = randomUUID();
const companyId = randomUUID();
const webhookId = randomUUID();

let dotfile: DotfileRig;
let ids: { readonly id: string }[] = [];

const noAnswer = {
  status_code: 0,
  error_kind: 'timeout',
  error_message: 'No answer within 15 seconds.',
  response_headers: null,
  response_body: null,
} as const;

/** Of the first workspace: five that were attempted, an hour between them, and one of each kind that was not. */
beforeAll(async () => {
  // Before any of the planned attempts, which the engine would make otherwise.
  dotfile = await dotfileRig({ startMs: noon + 9 * hourMs });
  const { sql } = dotfile.database;
  const store = (hours: number, change: Partial<StoredDelivery>) => {
    const at = noon + hours * hourMs;
    const { workspaceId } = dotfile;
    const attempts = [attemptAt(at)];
    return storeDelivery(sql, {
      workspaceId,
      webhookId,
      at,
      type: 'Case.Created',
      attempts,
      state: 'succeeded',
      ...change,
    });
  };
  const later = { at: noon + 40 * hourMs, type: 'automatic_retry' as const };
  ids = [
    await store(0, { subject: { case_id: caseId } }),
    await store(1, { type: 'Check.Started', subject: { case_id: caseId, individual_id: individualId } }),
    await store(2, { type: 'Check.Approved', subject: { case_id: caseId, company_id: companyId } }),
    await store(3, {
      type: 'Case.Updated',
      subType: 'Case.StatusUpdated',
      subject: { case_id: 'our case 7' },
      attempts: [
        attemptAt(noon + 3 * hourMs, noAnswer),
        attemptAt(noon + 4 * hourMs, { ...noAnswer, type: 'automatic_retry', retry_count: 1 }),
        attemptAt(noon + 5 * hourMs, {
          ...noAnswer,
          type: 'manual_retry',
          retry_count: 2,
          url: 'https://moved.example/',
        }),
      ],
      state: 'pending',
      nextAttempt: later,
    }),
    await store(6, {
      state: 'pending',
      attempts: [attemptAt(noon + 6 * hourMs, { status_code: 500, error_kind: 'server_error' })],
      nextAttempt: { ...later, type: 'manual_retry' },
    }),
  ];
  await store(7, { state: 'pending', attempts: [], nextAttempt: { ...later, type: 'first_call' } });
  await store(7, { state: 'held', attempts: [] });
  await store(7, { state: 'discarded', attempts: [] });
  await store(8, { workspaceId: dotfile.otherWorkspaceId, subject: { case_id: caseId } });
});
afterAll(() => dotfile.close());

const positions = async (query: string) =>
  (await dotfile.logs(query)).data.map((log) => ids.findIndex(({ id }) => id === log.id));
const at = (hours: number) => new Date(noon + hours * hourMs).toISOString();

describe('a webhook log', () => {
  it('says of a delivery what was sent, where, how often, and when it is sent again', async () => {
    const [log] = (await dotfile.logs('?event=Case.Updated')).data;
    expect(log).toMatchObject({
      id: ids[3]?.id,
      event: 'Case.Updated',
      status_code: 0,
      endpoint: 'https://moved.example/',
      retry_count: 2,
      webhook_id: webhookId,
      created_at: at(3),
      last_attempt_at: at(5),
      next_retry_at: at(40),
    });
  });

  it('has every attempt, the most recent first, with status 0 where no answer came', async () => {
    const [log] = (await dotfile.logs('?event=Case.Updated')).data;
    const url = 'https://receiver.example/hooks';
    expect(log?.attempts.map(({ type, endpoint, attempted_at }) => [type, endpoint, attempted_at])).toEqual([
      ['manual_retry', 'https://moved.example/', at(5)],
      ['automatic_retry', url, at(4)],
      ['first_call', url, at(3)],
    ]);
    for (const attempt of log?.attempts ?? []) {
      expect(attempt).toMatchObject({ status_code: 0, response_headers: null, response_body: null });
    }
  });

  it('names the records that the event is about, by their UUIDs', async () => {
    const logs = (await dotfile.logs('?sort=created_at')).data;
    expect(logs.map((log) => [log.case_id, log.individual_id, log.company_id])).toEqual([
      [caseId, null, null],
      [caseId, individualId, null],
      [caseId, null, companyId],
      [null, null, null],
      [null, null, null],
    ]);
  });

  it('expects a next retry only where an automatic one is planned', async () => {
    const logs = (await dotfile.logs('?sort=created_at')).data;
    expect(logs.map((log) => log.next_retry_at)).toEqual([null, null, null, at(40), null]);
  });
});

describe('the list of webhook logs', () => {
  it('holds what was attempted for the workspace, the newest first', async () => {
    expect(await positions('')).toEqual([4, 3, 2, 1, 0]);
    expect((await dotfile.logs('')).pagination).toEqual({ page: 1, limit: 20, count: 5 });
  });

  it('comes in pages', async () => {
    expect(await positions('?limit=2')).toEqual([4, 3]);
    expect(await positions('?limit=2&page=3')).toEqual([0]);
    expect(await positions('?limit=2&page=3&sort=created_at')).toEqual([4]);
    expect((await dotfile.logs('?limit=2&page=4')).pagination).toEqual({ page: 4, limit: 2, count: 5 });
  });

  it.each([
    ['event=Check.Started', [1]],
    ['event.not_eq=Case.Created', [3, 2, 1]],
    ['event.in=Check.Started,Check.Approved', [2, 1]],
    ['event.not_in=Check.Started,Check.Approved', [4, 3, 0]],
    [`case_id=${caseId}`, [2, 1, 0]],
    [`case_id.not_eq=${caseId}`, [4, 3]],
    [`individual_id=${individualId}`, [1]],
    [`company_id.eq=${companyId}&case_id=${caseId}`, [2]],
    [`case_id=${caseId}&individual_id.not_eq=${individualId}`, [2, 0]],
    [`case_id=${randomUUID()}`, []],
    [`created_at=${at(1)}`, [1]],
    [`created_at.gte=${at(1)}&created_at.lt=${at(3)}`, [2, 1]],
    [`case_id=${caseId}&event.not_eq=Case.Created&created_at.gt=${at(1)}`, [2]],
  ])('%s filters, and the count is of what is left', async (query, expected) => {
    expect(await positions(`?${query}`)).toEqual(expected);
    expect((await dotfile.logs(`?${query}`)).pagination.count).toBe(expected.length);
  });

  it.each([
    'webhook_id=1',
    'status_code=200',
    'event.like=Case%25',
    'case_id=case-7',
    `case_id.in=${caseId}`,
    'created_at.in=2026-08-14',
    'event=a&event.eq=a',
    'sort=event',
    'limit=51',
  ])('refuses %s with 400', async (query) => {
    expect(await dotfile.call('GET', `/webhook-logs?${query}`)).toMatchObject({
      status: 400,
      error: { code: 'BAD_REQUEST' },
    });
  });
});

describe('the log of a real call', () => {
  it('has the very payload and headers that the endpoint received, and outlives the webhook', async () => {
    const sink = await sinkEndpoint(() => ({ status: 201, headers: { 'x-trace': 't1' }, body: 'taken' }));
    const { id } = await dotfile.webhook('POST', '/webhooks', { url: sink.url, events: ['Check.Approved'] });
    const event = {
      draft: exampleOf('Check.Approved'),
      subject: { case_id: randomUUID() },
      occurredAt: null,
    };
    await dotfile.engine.publish(dotfile.workspaceId, [event], null);
    await untilDeliveries(dotfile.database.sql, dotfile.workspaceId, (all) =>
      all.some((delivery) => delivery.webhook_id === id && delivery.state === 'succeeded'),
    );
    await dotfile.call('DELETE', `/webhooks/${id}`);
    const [log, ...others] = (await dotfile.logs(`?case_id=${event.subject.case_id}`)).data;
    expect(others).toEqual([]);
    const received = sink.received[0];
    expect(JSON.stringify(log?.payload)).toBe(received?.body);
    expect(log).toMatchObject({
      event: 'Check.Approved',
      status_code: 201,
      endpoint: sink.url,
      retry_count: 0,
      webhook_id: id,
      attempts: [{ type: 'first_call', response_body: 'taken', response_headers: { 'x-trace': 't1' } }],
    });
    expect(log?.attempts[0]?.request_headers).toMatchObject({
      'dotfile-signature': received?.headers['dotfile-signature'],
      'dotfile-event-id': received?.headers['dotfile-event-id'],
    });
    await sink.close();
  });
});
