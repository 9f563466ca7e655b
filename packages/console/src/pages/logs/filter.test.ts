import { deliveryQuery } from '@belfry/api';
import { describe, expect, test } from 'vitest';
import { filterOf, filterSearchOf, isFiltered, queryText } from './filter.ts';
import { logsSearch } from './search.ts';

const nowMs = Date.parse('2026-11-22T10:00:00.000Z');
const filterOfAddress = (address: Record<string, string>) =>
  filterOf(filterSearchOf(logsSearch.parse(address)), nowMs);

describe('the address as a filter of the API', () => {
  test('every filter of an address reaches the API, which takes it', () => {
    const filter = filterOfAddress({
      delivery: 'x',
      tab: 'attempts',
      webhook: '019f0000-0000-7000-8000-000000000000',
      state: 'exhausted',
      type: 'Case.Created',
      status: '5xx',
      subject: 'case_id:1',
      from: '2026-11-20T00:00:00.000Z',
      to: '2026-11-21T00:00:00.000Z',
      text: 'Ada',
    });
    expect(filter).toEqual({
      webhook_id: '019f0000-0000-7000-8000-000000000000',
      state: 'exhausted',
      type: 'Case.Created',
      status_class: '5xx',
      subject: 'case_id:1',
      from: '2026-11-20T00:00:00.000Z',
      to: '2026-11-21T00:00:00.000Z',
      text: 'Ada',
    });
    expect(deliveryQuery.safeParse(Object.fromEntries(new URLSearchParams(queryText(filter)))).success).toBe(
      true,
    );
  });

  test('a status is a class, no answer, or one code', () => {
    expect(filterOfAddress({ status: 'none' })).toEqual({ status_class: 'none' });
    expect(filterOfAddress({ status: '418' })).toEqual({ status_code: 418 });
  });

  test('a period ends now and goes before times of its own', () => {
    expect(filterOfAddress({ period: '1h', to: '2026-11-21T00:00:00.000Z' })).toEqual({
      from: '2026-11-22T09:00:00.000Z',
    });
  });

  test('what is no state, status or period counts as absent', () => {
    expect(filterOfAddress({ state: 'lost', status: '9xx', period: 'ever' })).toEqual({});
  });

  test('an open sidebar filters nothing', () => {
    expect(isFiltered(filterSearchOf(logsSearch.parse({ delivery: 'x', tab: 'payload' })))).toBe(false);
    expect(isFiltered(filterSearchOf(logsSearch.parse({ text: 'x' })))).toBe(true);
  });
});
