/** What a report of a case says, as a list of lines; how it looks is `report-pdf.ts`'s. */
import { createdAt, type StoredRecord } from '../../../domain/record.ts';
import { activityDocument } from './activity-record.ts';
import type { CheckRecord } from './checks/check-image.ts';
import { callsMax, type ReportMatter } from './report-reading.ts';
import { plainText, propertiesOf } from './report-text.ts';

export interface ReportLine {
  readonly style: 'title' | 'heading' | 'item' | 'text' | 'small';
  readonly text: string;
}

type Clock = (at: number | string) => string;

/** Times stand in that time zone, which Node knows; `at` is when the report is made. */
export function reportLines(matter: ReportMatter, timezone: string, at: number): readonly ReportLine[] {
  const clock = clockOf(timezone);
  const { name } = matter.holder.document;
  return [
    line('title', `Case report: ${name}`),
    line('small', `Made ${clock(at)} (${timezone}). Last activity ${clock(matter.lastActivityAt)}.`),
    ...caseLines(matter, clock),
    ...section('Individuals', matter.individuals, (record) => [
      line('item', `${record.document.first_name} ${record.document.last_name}`),
      ...recordLines(record, clock),
    ]),
    ...section('Companies', matter.companies, (record) => [
      line('item', record.document.name),
      ...recordLines(record, clock),
    ]),
    ...section('Checks', matter.checks, (record) => checkLines(matter, record, clock)),
    ...section('Document orders', matter.documentOrders, (order) => [
      line(
        'item',
        `${order.document.name} of ${nameOf(matter, order.parentId ?? '')}: ${order.document.status}`,
      ),
      ...recordLines(order, clock),
    ]),
    ...section('Reviews', matter.reviews, (review) => reviewLines(review, clock)),
    ...section('Notes', matter.notes, (note) => [
      line('item', `Note of ${clock(createdAt(note))}`),
      line('text', plainText(note.document.content)),
      ...matter.comments
        .filter(({ parentId }) => parentId === note.id)
        .flatMap((comment) => [
          line('small', `Comment of ${clock(createdAt(comment))}`),
          line('text', plainText(comment.document.content)),
        ]),
    ]),
    ...callLines(matter, clock),
  ];
}

function caseLines({ holder }: ReportMatter, clock: Clock): readonly ReportLine[] {
  return [line('heading', 'Case'), ...recordLines(holder, clock)];
}

/** Every property that says something, so that nothing which is added to a record is missing here. */
function recordLines(record: StoredRecord<object>, clock: Clock): readonly ReportLine[] {
  return [
    line('text', `id: ${record.id}`),
    ...propertiesOf(record.document).map(([name, value]) => line('text', `${name}: ${value}`)),
    line('small', `Created ${clock(createdAt(record))}, updated ${clock(record.updatedAt)}.`),
  ];
}

function checkLines(matter: ReportMatter, check: CheckRecord, clock: Clock): readonly ReportLine[] {
  const { type, status, entity } = check.document;
  return [line('item', `${type} of ${nameOf(matter, entity.id)}: ${status}`), ...recordLines(check, clock)];
}

function nameOf({ individuals, companies }: ReportMatter, id: string): string {
  const person = individuals.find((individual) => individual.id === id)?.document;
  if (person !== undefined) return `${person.first_name} ${person.last_name}`;
  return companies.find((company) => company.id === id)?.document.name ?? id;
}

function reviewLines(review: ReportMatter['reviews'][number], clock: Clock): readonly ReportLine[] {
  const { context, author_type: author, author_id: key } = activityDocument(review);
  const decided = context.case_review;
  const by = key === null ? author : `API key ${key}`;
  return [
    line('item', `${clock(createdAt(review))}: ${decided?.status ?? context.case?.status ?? ''} by ${by}`),
    ...(decided?.comment ? [line('text', decided.comment)] : []),
    ...(decided?.next_review_at ? [line('text', `Next review: ${decided.next_review_at}`)] : []),
  ];
}

function callLines({ calls, callCount }: ReportMatter, clock: Clock): readonly ReportLine[] {
  const shown = section('Webhook calls', calls, (delivery) => [
    line('item', `${delivery.subType ?? delivery.type}: ${delivery.state}`),
    line('text', `event ${delivery.eventId}, webhook ${delivery.webhookId}`),
    ...delivery.attempts.map(({ attempted_at, status_code, error_kind, url, duration_ms }) =>
      line(
        'text',
        `${clock(attempted_at)}: ${status_code === 0 ? 'no answer' : status_code}${
          error_kind === null ? '' : ` (${error_kind})`
        } from ${new URL(url).origin} in ${Math.round(duration_ms)} ms`,
      ),
    ),
  ]);
  if (callCount <= callsMax) return shown;
  return [...shown, line('small', `The newest ${callsMax} of ${callCount}.`)];
}

function section<Item>(
  title: string,
  items: readonly Item[],
  linesOf: (item: Item) => readonly ReportLine[],
): readonly ReportLine[] {
  const head = line('heading', `${title} (${items.length})`);
  return [head, ...(items.length === 0 ? [line('text', 'None.')] : items.flatMap(linesOf))];
}

function line(style: ReportLine['style'], text: string): ReportLine {
  return { style, text };
}

function clockOf(timezone: string): Clock {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    dateStyle: 'medium',
    timeStyle: 'long',
  });
  return (at) => format.format(new Date(at));
}
