import { describe, expect, test } from 'vitest';
import { filterOf, filterSearchOf, isFiltered } from './filter.ts';
import { eventsSearch } from './search.ts';

const filtersOf = (search: object) => filterSearchOf(eventsSearch.parse(search));

describe('the address of the events', () => {
  test('says what the API filters by; a period goes before a range', () => {
    const search = filtersOf({
      event: 'e-1',
      type: 'Case.Created',
      subject: 'case_id:7',
      period: '1h',
      from: '2026-01-01T00:00:00.000Z',
      text: 'Acme',
    });
    expect(filterOf(search, Date.UTC(2026, 10, 22, 12))).toEqual({
      type: 'Case.Created',
      subject: 'case_id:7',
      from: '2026-11-22T11:00:00.000Z',
      text: 'Acme',
    });
  });

  test('filters by nothing where it only says what is open, or holds what is unfit', () => {
    expect(isFiltered(filtersOf({ event: 'e-1', form: 'publish', period: 'for ever' }))).toBe(false);
    expect(isFiltered(filtersOf({ type: 'Case.Created' }))).toBe(true);
  });
});
