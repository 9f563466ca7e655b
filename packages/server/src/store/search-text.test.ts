import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { escapeLike } from './search-text.ts';

describe('text in a LIKE pattern', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  it('stands for itself and nothing else', async () => {
    const tricky = fc
      .array(fc.constantFrom('%', '_', '\\', 'a', 'b', '"'), { maxLength: 6 })
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(tricky, tricky, async (text, needle) => {
        const rows = await database.sql<
          { found: boolean }[]
        >`select ${text} like ${`%${escapeLike(needle)}%`} as found`;
        expect(rows[0]?.found).toBe(text.includes(needle));
      }),
      { numRuns: 300 },
    );
  });
});
