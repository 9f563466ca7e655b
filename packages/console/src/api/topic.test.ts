import { expect, test } from 'vitest';
import { topicsAfter } from './topic.ts';

test('what is counted from deliveries is read again with them, each once', () => {
  const topics = topicsAfter(['deliveries', 'webhooks', 'deliveries']);
  expect(topics).toEqual(expect.arrayContaining(['deliveries', 'webhooks', 'stats', 'overview']));
  expect(new Set(topics).size).toBe(topics.length);
});
