import { afterAll, expect, test } from 'vitest';
import { startPart } from './part.ts';
import type { SinkCommands } from './sink.ts';

const sink = startPart<SinkCommands>('sink.ts');
afterAll(() => sink.stop());

test('the sink knows which ids arrived, which did not, and which came twice, however the bytes are cut', async () => {
  const { port } = await sink.call('listen', { idHeader: 'x-event-id' });
  const post = (id: string) =>
    fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      headers: { 'x-event-id': id },
      body: 'y'.repeat(200_000),
    });
  const answers = await Promise.all([post('a'), post('b'), post('a')]);
  expect(await Promise.all(answers.map((answer) => answer.text()))).toStrictEqual(['ok', 'ok', 'ok']);
  const { unique, duplicates } = await sink.call('arrived', { count: 2, idleMsMax: 5_000 });
  expect({ unique, duplicates }).toStrictEqual({ unique: 2, duplicates: 1 });
  expect(await sink.call('missing', { ids: ['a', 'b', 'c'] })).toStrictEqual(['c']);
  const [a, c] = await sink.call('receipts', { ids: ['a', 'c'] });
  expect(a).toBeGreaterThan(0);
  expect(c).toBeNull();
});

test('after a reset nothing has arrived, and waiting for more ends when nothing comes', async () => {
  await sink.call('reset', null);
  const { unique } = await sink.call('arrived', { count: 1, idleMsMax: 50 });
  expect(unique).toBe(0);
});
