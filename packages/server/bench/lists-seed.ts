import { randomBytes } from 'node:crypto';
import { idOf } from '../src/domain/id.ts';
import { creation, newRoot, type RecordWrite } from '../src/domain/record.ts';
import type { Database } from '../src/store/database.ts';
import { writeRecords } from '../src/store/record-writes.ts';
import { createdCase } from '../src/vendors/dotfile/records/case-decisions.ts';
import { caseKind } from '../src/vendors/dotfile/records/case-record.ts';
import { matchedTags } from '../src/vendors/dotfile/records/case-tags.ts';

const dayMs = 86_400_000;
/** The cases were created evenly over this time. */
const spanMs = 365 * dayMs;
const casesPerTransaction = 500;

const statuses = [
  'open',
  'approved',
  'open',
  'rejected',
  'open',
  'approved',
  'open',
  'draft',
  'open',
  'closed',
] as const;
const companies = [
  'Fjordline Coffee',
  'Atlas Freight',
  'Nordlicht Energie',
  'Maison Verdure',
  'Kestrel Robotics',
];
const assigneeCount = 50;
/** As many, however many cases there are. */
export const rareCount = 20;
export const rareTag = 'Escalated';

/** The same user in every run. */
export const assigneeId = assignee(7).id;

/**
 * Writes so many cases of a kilobyte by the store's own statements, as if they had been created over the last year:
 * half of them open, every tenth tagged Nordics, `rareCount` tagged Escalated, each assigned to one of fifty users.
 */
export async function seedCases(sql: Database, workspaceId: string, count: number): Promise<void> {
  const startMs = Date.now() - spanMs;
  for (let from = 0; from < count; from += casesPerTransaction) {
    const numbers = Array.from(
      { length: Math.min(casesPerTransaction, count - from) },
      (_, index) => from + index,
    );
    const writes = numbers.map((number) => caseOf(number, count, startMs + (number / count) * spanMs));
    await sql.begin(async (tx) => {
      if (!(await writeRecords(tx, workspaceId, writes)))
        throw new Error('A creation is written over nothing.');
    });
  }
  for (const table of ['records', 'record_documents', 'record_texts', 'record_ranks', 'record_moves'])
    await sql`vacuum analyze ${sql(table)}`;
}

function caseOf(number: number, count: number, at: number): RecordWrite {
  const ms = Math.floor(at);
  let sequence = 0;
  const moment = { at: ms, newId: () => idOf(ms, sequence++, randomBytes(6)) };
  const input = inputOf(number, count);
  const attached = {
    template: undefined,
    assignee: assignee(number),
    tags: matchedTags(input.tags, []),
  };
  const created = createdCase(input, attached, moment);
  const status = statuses[number % statuses.length] ?? 'open';
  // Some are touched soon after their creation, others much later: no order follows from another one.
  const changedAt = Math.floor(ms + (((number * 7_919) % 1_000) / 1_000) * (Date.now() - ms));
  const document = { ...created, status, last_activity_at: new Date(changedAt).toISOString() };
  return creation(caseKind, { ...newRoot(caseKind, moment, document), updatedAt: changedAt });
}

function inputOf(number: number, count: number) {
  const every = Math.floor(count / rareCount);
  const tags = [
    `Team ${number % 25}`,
    ...(Math.floor(number / 10) % 10 === 3 ? ['Nordics'] : []),
    ...(number % every === 0 && number / every < rareCount ? [rareTag] : []),
  ];
  return {
    name: `${companies[number % companies.length]} ${number}`,
    external_id: `customer-${number}`,
    tags,
    metadata: {
      plan: 'growth',
      region: `region ${number % 12}`,
      source: 'https://onboarding.example.com/forms/kyb',
    },
    custom_properties: {
      sector: ['food', 'logistics'],
      employees: number % 500,
      notes: 'Opened by the onboarding form; documents were asked for by mail. '.repeat(5),
    },
  };
}

function assignee(number: number) {
  const index = (number * 31) % assigneeCount;
  return {
    id: idOf(Date.UTC(2025, 0, 1), index, new Uint8Array(6)),
    first_name: 'Lea',
    last_name: `Berg ${index}`,
    email: `lea.${index}@example.com`,
  };
}
