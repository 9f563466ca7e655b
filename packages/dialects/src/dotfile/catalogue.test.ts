import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { callOf, recorded } from '../../test/calls.ts';
import { otherChecks } from '../../test/other-checks.ts';
import type { EventType } from '../dialect.ts';
import { catalogue } from './catalogue.ts';
import { match } from './match.ts';
import { validate } from './validate.ts';

/** The contract's own list, written out: a row that is lost or renamed must not go unnoticed. */
const contractTypes = [
  'Case.Created',
  'Case.Updated',
  'Case.StatusUpdated',
  'Case.FlagsUpdated',
  'Case.InfoUpdated',
  'Case.TemplateUpdated',
  'Case.RiskUpdated',
  'Case.MetadataUpdated',
  'Case.TagsUpdated',
  'Case.AssigneeUpdated',
  'Case.ContactHasActionsUpdated',
  'Case.ReviewerHasActionsUpdated',
  'Case.ReviewUpdated',
  'Case.ReviewDue',
  'Case.ReviewConfirmed',
  'Case.ClientPortalWaitStepTriggered',
  'Case.Deleted',
  'CaseReport.Generated',
  'Note.Created',
  'Note.Updated',
  'Note.Deleted',
  'NoteComment.Created',
  'NoteComment.Updated',
  'NoteComment.Deleted',
  'Individual.Created',
  'Individual.Updated',
  'Individual.InfoUpdated',
  'Individual.MarkedAsRelevant',
  'Individual.MarkedAsNotRelevant',
  'Individual.Deleted',
  'Company.Created',
  'Company.Updated',
  'Company.InfoUpdated',
  'Company.MarkedAsRelevant',
  'Company.MarkedAsNotRelevant',
  'Company.Deleted',
  'Check.Started',
  'Check.ReviewNeeded',
  'Check.Approved',
  'Check.Rejected',
  'Check.Completed',
  'Check.Expired',
  'Check.Deleted',
  'DocumentOrder.Completed',
  'DocumentOrder.Failed',
  'AutonomyChatRun.Completed',
  'AutonomyChatRun.Failed',
];

test('the catalogue has every event type of the contract, each once, in the order of the list', () => {
  expect(catalogue.map((row) => row.type)).toEqual(contractTypes);
});

test('a sub-event follows a top-level type of its own group', () => {
  for (const row of catalogue.filter((each) => each.parent !== null)) {
    const parent = catalogue.find((each) => each.type === row.parent);
    expect(parent).toMatchObject({ parent: null, group: row.group });
  }
});

test('only the legacy event is deprecated, and it says what to use instead', () => {
  const deprecated = catalogue.filter((row) => row.deprecation !== null);
  expect(deprecated.map((row) => row.type)).toEqual(['Check.Completed']);
  expect(deprecated[0]?.deprecation).toContain('Check.Approved and Check.Rejected');
});

test('every event type is described in a sentence of its own', () => {
  const descriptions = new Set(catalogue.map((row) => row.description));
  expect(descriptions.size).toBe(catalogue.length);
  for (const description of descriptions) expect(description).toMatch(/^[A-Z].{15,}\.$/);
});

describe.each(catalogue.map((row) => ({ type: row.type, row })))('$type', ({ row }) => {
  test('has an example that validates and names this very event', () => {
    const { name } = recorded(row.example);
    expect(name.subType ?? name.type).toBe(row.type === 'Case.Updated' ? name.subType : row.type);
    expect(name.type).toBe(row.parent ?? row.type);
  });

  test('has a body that fits its schema, and the schema refuses what is missing or unknown', () => {
    const schema = schemaOf(row);
    const body = bodyOf(row);
    expect(schema.safeParse(body).error?.issues).toBeUndefined();
    for (const key of Object.keys(body).filter((each) => each !== 'sub_event')) {
      const { [key]: _, ...without } = body;
      expect(schema.safeParse(without).success).toBe(false);
    }
    expect(schema.safeParse({ ...body, surprise: 1 }).success).toBe(false);
    expect(schema.safeParse({ ...body, event: 'Case.Exploded' }).success).toBe(false);
  });

  test('names an unknown property wherever it stands', () => {
    for (const { path, object } of strictObjectsIn(row.example.data, 'data')) {
      const draft = { ...row.example, data: structuredClone(row.example.data) };
      const target = strictObjectsIn(draft.data, 'data').find((each) => each.path === path);
      Object.assign(Object(target?.object), { surprise: 1 });
      const validation = validate(draft);
      expect(object).not.toHaveProperty('surprise');
      expect(validation.ok ? [] : validation.issues).toContainEqual({
        path: `${path}.surprise`,
        message: 'Unknown property "surprise".',
      });
    }
  });
});

test('the schema of a check fits every check type', () => {
  const started = catalogue.find((row) => row.type === 'Check.Started');
  if (started === undefined) throw new Error('Check.Started is not in the catalogue');
  for (const check of otherChecks) {
    const event = recorded({ ...started.example, data: check });
    expect(schemaOf(started).safeParse(JSON.parse(callOf(event).body)).error?.issues).toBeUndefined();
  }
});

/** The row's JSON Schema, read back as a validator. */
function schemaOf(row: EventType): z.ZodType {
  return z.fromJSONSchema(JSON.parse(JSON.stringify(row.bodySchema)));
}

/** The body that a webhook gets which subscribes to this row alone. */
function bodyOf(row: EventType): Record<string, unknown> {
  const event = recorded(row.example);
  const wire = match(new Set([row.type]), event.name);
  if (wire === null) throw new Error(`${row.type} does not match its own example`);
  return JSON.parse(callOf(event, wire).body);
}

interface Found {
  readonly path: string;
  readonly object: object;
}

/** Maps take any property name; every other object is strict. */
const maps = /\.(metadata|custom_properties|components|data_lineage)$|\.risk\.flags$/;

function strictObjectsIn(value: unknown, path: string): readonly Found[] {
  if (Array.isArray(value)) {
    return value.flatMap((each, index) => strictObjectsIn(each, `${path}[${index}]`));
  }
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([key, each]) => strictObjectsIn(each, `${path}.${key}`));
  return maps.test(path) ? inside : [{ path, object: value }, ...inside];
}
