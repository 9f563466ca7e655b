import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiRig, apiRig } from '../api-rig.ts';
import { type Sink, sinkEndpoint } from '../endpoints/sink.ts';

describe('the test of a webhook in a workspace with event types of its own', () => {
  let api: ApiRig;
  let sink: Sink;
  beforeAll(async () => {
    api = await apiRig({ dialectName: 'standard' });
    sink = await sinkEndpoint();
    const example = { data_schema: { type: 'object', required: ['id'] }, data_example: { id: 'in_1' } };
    for (const body of [
      { type: 'invoice.aborted' },
      { type: 'invoice.paid', ...example },
      { type: 'order.made' },
    ]) {
      expect((await api.call('POST', '/event-types', { body })).status).toBe(201);
    }
    await api.call('DELETE', '/event-types/invoice.aborted');
  });
  afterAll(async () => {
    await api.close();
    await sink.close();
  });

  const test = async (events: string[], body: object = {}) => {
    const webhook = { name: 'A', url: sink.url, events };
    const { json } = await api.call('POST', '/webhooks', { body: webhook });
    return api.call('POST', `/webhooks/${json.id}/test`, { body });
  };
  const sent = () => JSON.parse(sink.received.at(-1)?.body ?? 'null');

  it.each([
    ['a type', ['order.made'], 'order.made'],
    ['a group of types, the first that is not archived', ['invoice.*'], 'invoice.paid'],
    ['all types', ['*'], 'invoice.paid'],
    ['a group without types, and another one', ['refund.*', 'order.*'], 'order.made'],
  ])('sends an example of %s', async (_name, events, type) => {
    const answer = await test(events);
    expect(answer, answer.text).toMatchObject({ status: 200, json: { attempt: { status_code: 200 } } });
    expect(sent()).toMatchObject({ type, data: type === 'invoice.paid' ? { id: 'in_1' } : {} });
    const { json } = await api.call('GET', `/deliveries/${answer.json.delivery_id}`);
    expect(json).toMatchObject({ type, test: true, body: sink.received.at(-1)?.body });
  });

  it('sends an example of the type that is named, subscribed to or not', async () => {
    expect((await test(['order.*'], { type: 'invoice.paid' })).status).toBe(200);
    expect(sent().type).toBe('invoice.paid');
  });

  it.each([
    ['no type is subscribed to yet', ['refund.*'], {}, 'refund.*'],
    ['the type that is named is archived', ['*'], { type: 'invoice.aborted' }, 'invoice.aborted'],
    ['there is no type of that name', ['*'], { type: 'invoice.*' }, 'invoice.*'],
  ])('calls nobody where %s: 422 that says so', async (_name, events, body, word) => {
    const before = sink.received.length;
    expect(await test(events, body)).toMatchObject({
      status: 422,
      error: {
        code: 'validation_failed',
        details: [{ path: 'type', message: expect.stringContaining(word) }],
      },
    });
    expect(sink.received).toHaveLength(before);
  });
});
