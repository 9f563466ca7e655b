import type { Client } from '@belfry/api';
import { timeFilterOf } from '../../parts/period.ts';
import type { LogsSearch } from './search.ts';

/** What the API filters deliveries by. */
export type DeliveryFilter = Omit<
  NonNullable<Parameters<Client['deliveries']['list']>[0]>,
  'limit' | 'cursor'
>;

/** The part of the address that filters; the rest says which sidebar is open. */
export type FilterSearch = Omit<LogsSearch, 'delivery' | 'tab'>;

export function filterSearchOf({ delivery: _delivery, tab: _tab, ...filters }: LogsSearch): FilterSearch {
  return filters;
}

/** The API's filter of the address. A period ends at `nowMs`. */
export function filterOf(search: FilterSearch, nowMs: number): DeliveryFilter {
  const { webhook, state, type, subject, text } = search;
  return {
    ...(webhook === undefined ? {} : { webhook_id: webhook }),
    ...(state === undefined ? {} : { state }),
    ...(type === undefined ? {} : { type }),
    ...statusFilterOf(search.status),
    ...(subject === undefined ? {} : { subject }),
    ...timeFilterOf(search, nowMs),
    ...(text === undefined ? {} : { text }),
  };
}

type StatusClass = NonNullable<DeliveryFilter['status_class']>;
const statusClasses: ReadonlySet<string> = new Set<StatusClass>(['2xx', '3xx', '4xx', '5xx', 'none']);

function isStatusClass(status: string): status is StatusClass {
  return statusClasses.has(status);
}

function statusFilterOf(status: string | undefined): DeliveryFilter {
  if (status === undefined) return {};
  return isStatusClass(status) ? { status_class: status } : { status_code: Number(status) };
}

/** Whether anything is filtered by. */
export function isFiltered(search: FilterSearch): boolean {
  return Object.values(search).some((value) => value !== undefined);
}

/** The filter as a query string of the API. */
export function queryText(filter: DeliveryFilter): string {
  return new URLSearchParams(
    Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  ).toString();
}
