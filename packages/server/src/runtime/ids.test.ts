import { expect, test } from 'vitest';
import { idOf, idTime } from '../domain/id.ts';
import { makeIdSource } from './ids.ts';

test('ids rise strictly within a millisecond, past 4,096 of them, and when the clock goes back', () => {
  let now = 1_750_000_000_000;
  const newId = makeIdSource(idOf, { now: () => now });
  const ids: string[] = [];
  for (let count = 0; count < 10_000; count += 1) ids.push(newId());
  now -= 60_000;
  for (let count = 0; count < 10; count += 1) ids.push(newId());
  now += 120_000;
  ids.push(newId());
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(idTime(ids[0] ?? '')).toBe(1_750_000_000_000);
  expect(idTime(ids.at(-1) ?? '')).toBe(now);
});

test('two sources with one clock give different ids', () => {
  const clock = { now: () => 1_750_000_000_000 };
  const one = makeIdSource(idOf, clock);
  const other = makeIdSource(idOf, clock);
  const ids = new Set(Array.from({ length: 1000 }, () => [one(), other()]).flat());
  expect(ids.size).toBe(2000);
});

test('an id is a UUID of version 7 and variant 10', () => {
  const newId = makeIdSource(idOf, { now: () => 1_750_000_000_000 });
  for (let count = 0; count < 100; count += 1) {
    expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});
