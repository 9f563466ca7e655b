import type { EventFilter } from '../../api/events.ts';
import { timeFilterOf } from '../../parts/period.ts';
import type { EventsSearch } from './search.ts';

/** The part of the address that filters; the rest says what is open. */
export type FilterSearch = Omit<EventsSearch, 'event' | 'form'>;

export function filterSearchOf({ event: _event, form: _form, ...filters }: EventsSearch): FilterSearch {
  return filters;
}

/** The API's filter of the address. A period ends at `nowMs`. */
export function filterOf(search: FilterSearch, nowMs: number): EventFilter {
  const { type, subject, text } = search;
  return {
    ...(type === undefined ? {} : { type }),
    ...(subject === undefined ? {} : { subject }),
    ...timeFilterOf(search, nowMs),
    ...(text === undefined ? {} : { text }),
  };
}

/** Whether anything is filtered by. */
export function isFiltered(search: FilterSearch): boolean {
  return Object.values(search).some((value) => value !== undefined);
}
