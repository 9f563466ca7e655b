import { cursorOf } from '../src/domain/cursor.ts';
import { dayMs } from '../src/domain/day.ts';
import { idFloor } from '../src/domain/id.ts';
import { log, spanDays } from './log-seed.ts';

/** What a person at the console asks for, as a path of the management API. */
export interface LogQuery {
  readonly name: string;
  readonly path: (place: LogPlace) => string;
  /** The first page and the filters of a log are to take at most three times as long; the others are for comparison. */
  readonly counts: boolean;
}

/** What differs between a short log and a long one. */
export interface LogPlace {
  readonly nowMs: number;
  readonly webhookId: string;
  /** Of the first page. */
  readonly nextCursor: string;
  /** The first of that page. */
  readonly deliveryId: string;
  readonly eventCursor: string;
}

const deliveries = (name: string, query: string | ((place: LogPlace) => string)): LogQuery => ({
  name,
  path: (place) => `/deliveries?${typeof query === 'string' ? query : query(place)}`,
  counts: true,
});
const events = (name: string, query: string | ((place: LogPlace) => string)): LogQuery => ({
  name: `events: ${name}`,
  path: (place) => `/events?${typeof query === 'string' ? query : query(place)}`,
  counts: true,
});
const other = (name: string, path: (place: LogPlace) => string): LogQuery => ({ name, path, counts: false });
const iso = (ms: number): string => new Date(ms).toISOString();
const aWeekAgo = ({ nowMs }: LogPlace): string =>
  `from=${iso(nowMs - 8 * dayMs)}&to=${iso(nowMs - 7 * dayMs)}`;
const halfway = ({ nowMs }: LogPlace): string =>
  `cursor=${cursorOf(idFloor(nowMs - (spanDays / 2) * dayMs))}`;
const text = (words: string): string => `text=${encodeURIComponent(words)}`;

export const logQueries: readonly LogQuery[] = [
  deliveries('first page', ''),
  deliveries('next page', ({ nextCursor }) => `cursor=${nextCursor}`),
  deliveries('the page in the middle', halfway),
  deliveries('one webhook (25 %)', ({ webhookId }) => `webhook_id=${webhookId}`),
  deliveries('one type (40 %)', `type=${log.frequentType}`),
  deliveries('one type (40 deliveries)', `type=${log.rareType}`),
  deliveries('one type (none)', 'type=Alert.Created'),
  deliveries('state: succeeded (97 %)', 'state=succeeded'),
  deliveries('state: exhausted (3 %)', 'state=exhausted'),
  deliveries('state: held (40 deliveries)', 'state=held'),
  deliveries('state: pending (none)', 'state=pending'),
  deliveries(`status ${log.frequentStatus} (2 %)`, `status_code=${log.frequentStatus}`),
  deliveries(`status ${log.rareStatus} (20 deliveries)`, `status_code=${log.rareStatus}`),
  deliveries('status 5xx (2 %)', 'status_class=5xx'),
  deliveries('status 3xx (none)', 'status_class=3xx'),
  deliveries('no answer (none)', 'status_class=none'),
  deliveries('a case (20 deliveries)', `subject=case_id:${log.caseId}`),
  deliveries('a case (none)', 'subject=case_id:nobody'),
  deliveries('a day, a week ago', aWeekAgo),
  deliveries('a day, a week ago, and status 5xx', (place) => `${aWeekAgo(place)}&status_class=5xx`),
  deliveries('a text (10 %)', text(log.frequentText)),
  deliveries('a text (20 events)', text(log.rareText)),
  deliveries('a text (none)', text('not in any payload')),
  deliveries(
    'webhook and type (10 %)',
    ({ webhookId }) => `webhook_id=${webhookId}&type=${log.frequentType}`,
  ),
  deliveries('webhook and exhausted (0.75 %)', ({ webhookId }) => `webhook_id=${webhookId}&state=exhausted`),
  deliveries(
    'webhook, type, status, a text (0.02 %)',
    ({ webhookId }) =>
      `webhook_id=${webhookId}&type=${log.frequentType}&status_class=5xx&${text(log.frequentText)}`,
  ),
  events('first page', ''),
  events('first page with deliveries', 'include=deliveries'),
  events('next page', ({ eventCursor }) => `cursor=${eventCursor}`),
  events('the page in the middle', halfway),
  events('one type (40 %)', `type=${log.frequentType}`),
  events('one type (20 events)', `type=${log.rareType}`),
  events('a case (10 events)', `subject=case_id:${log.caseId}`),
  events('a case (none)', 'subject=case_id:nobody'),
  events('a day, a week ago', aWeekAgo),
  events('a text (10 %)', text(log.frequentText)),
  events('a text (none)', text('not in any payload')),
  other('GET /deliveries/{id}', ({ deliveryId }) => `/deliveries/${deliveryId}`),
  other('GET /stats, 24 hours', ({ nowMs }) => `/stats?from=${iso(nowMs - dayMs)}&to=${iso(nowMs)}`),
  other(
    'GET /stats, 30 days',
    ({ nowMs }) => `/stats?from=${iso(nowMs - spanDays * dayMs)}&to=${iso(nowMs)}&bucket=day`,
  ),
  other('GET /overview', () => '/overview'),
  other('GET /webhooks', () => '/webhooks'),
];
