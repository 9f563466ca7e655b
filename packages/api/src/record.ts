import { z } from 'zod';
import { pageOf, pageQuery } from './page.ts';
import { id, instant, line } from './scalar.ts';

/** `children` of a record are at most this many, oldest first. */
export const recordChildrenMax = 100;

/** A record behind a vendor's API: a case, a company, a check, a customer … */
export const record = z
  .object({
    id,
    kind: z.string().meta({ description: 'One of `GET /records/kinds`.' }),
    parent_id: id.nullable().meta({ description: 'What holds it; null: nothing does.' }),
    root_id: id.meta({
      description: 'The top of its tree: the case of a check; itself where nothing holds it.',
    }),
    name: z.string().nullable(),
    status: z.string().nullable(),
    external_id: z.string().nullable().meta({ description: 'The caller’s own name for it.' }),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'Record' });

export const recordPage = pageOf(record);

export const recordQuery = z.strictObject({
  ...pageQuery,
  kind: line(100).min(1).optional().meta({ description: 'Absent: every kind.' }),
  text: line(200)
    .min(1)
    .optional()
    .meta({ description: 'Its id or external id, or text in its name, in any case.' }),
});

export const recordKind = z
  .object({
    kind: z.string(),
    label: z.string().meta({ description: 'For people, in the plural: `Cases`.' }),
    count: z.number().nullable().meta({ description: 'How many there are; null: not known.' }),
  })
  .meta({ id: 'RecordKind' });

/** In the order in which the vendor's contract names them; empty where the workspace has no records. */
export const recordKindList = z.object({ data: z.array(recordKind) });

export const recordDetail = z
  .object({
    ...record.shape,
    document: z.unknown().meta({ description: 'What is stored of it; its shape is the kind’s.' }),
    children: z.array(record).meta({ description: 'What it holds itself, at most 100, oldest first.' }),
    subject: z.object({ key: z.string(), value: z.string() }).nullable().meta({
      description:
        'Its events and deliveries are found by `subject=key:value`; null: it is no subject of any.',
    }),
  })
  .meta({ id: 'RecordDetail' });

export type RecordAnswer = z.output<typeof record>;
export type RecordDetailAnswer = z.output<typeof recordDetail>;
export type RecordKindAnswer = z.output<typeof recordKind>;
export type RecordQuery = z.input<typeof recordQuery>;
