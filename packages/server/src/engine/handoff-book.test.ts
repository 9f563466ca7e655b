import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { idFloor, idOf } from '../domain/id.ts';
import { givenUpMax, HandoffBook, strayAfterMs } from './handoff-book.ts';

const now = Date.UTC(2026, 0, 5, 9);
const owner = idAt(0);
const book = () => new HandoffBook(async () => {});

test('a hand-off that was given up is named as stray until its age says so', () => {
  const handoffs = book();
  const id = idAt(1);
  handoffs.giveUp(id);
  expect(handoffs.stray(owner, now + strayAfterMs)).toEqual({
    owner,
    before: idFloor(now),
    except: [],
    givenUp: [id],
  });
  expect(handoffs.stray(owner, now + strayAfterMs + 2)).toMatchObject({ givenUp: [] });
  expect(id < handoffs.stray(owner, now + strayAfterMs + 2).before).toBe(true);
});

test('of hand-offs given up, a limited number is remembered, the first ones', () => {
  const handoffs = book();
  const ids = Array.from({ length: givenUpMax + 1 }, (_, index) => idAt(1 + (index % 100), index));
  for (const id of ids) handoffs.giveUp(id);
  expect(handoffs.stray(owner, now).givenUp).toEqual(ids.slice(0, givenUpMax));
});

function idAt(ms: number, sequence = 0): string {
  return idOf(now + ms, sequence, randomBytes(8));
}
