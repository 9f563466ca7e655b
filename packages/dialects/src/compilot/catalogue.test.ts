import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { callOf, recorded } from '../../test/compilot-calls.ts';
import type { EventType } from '../dialect.ts';
import { catalogue } from './catalogue.ts';
import { validate } from './validate.ts';

/** The contract's own list, written out: a row that is lost or renamed must not go unnoticed. */
const contractPanes = {
  'Customer updates': ['customer.created', 'customer.updated', 'customer.deleted'],
  'Scenario Executions': ['send.scenario', 'send.verification.flow'],
  'Alerts updates': ['alert.created', 'alert.updated', 'alert.deleted'],
  'Transaction updates': ['transaction.created', 'transaction.updated', 'transaction.deleted'],
  'Individual updates': ['individual.created', 'individual.updated', 'individual.deleted'],
  'Company updates': ['company.created', 'company.updated', 'company.deleted'],
};

test('the catalogue has every event type of the contract, each once, in its pane', () => {
  const panes = Map.groupBy(catalogue, (row) => row.group);
  expect([...panes].map(([pane, rows]) => [pane, rows.map((row) => row.type)])).toEqual(
    Object.entries(contractPanes),
  );
});

test('every event type is a current top-level type, described in a sentence of its own', () => {
  const descriptions = new Set(catalogue.map((row) => row.description));
  expect(descriptions.size).toBe(catalogue.length);
  for (const row of catalogue) {
    expect(row).toMatchObject({ parent: null, deprecation: null });
    expect(row.description).toMatch(/^[A-Z].{15,}\.$/);
  }
});

describe.each(catalogue.map((row) => ({ type: row.type, row })))('$type', ({ row }) => {
  test('has an example that validates and names this very event', () => {
    expect(recorded(row.example).name).toEqual({ type: row.type, subType: null });
  });

  test('has a body that fits its schema, and the schema refuses what is missing or unknown', () => {
    const schema = schemaOf(row);
    const body = bodyOf(row);
    expect(schema.safeParse(body).error?.issues).toBeUndefined();
    expect(schema.safeParse({ ...body, surprise: 1 }).success).toBe(false);
    expect(schema.safeParse({ ...body, eventType: 'customer.exploded' }).success).toBe(false);
    expect(schema.safeParse({ eventType: body.eventType }).success).toBe(false);
    expect(schema.safeParse({ ...body, payload: { ...body.payload, surprise: 1 } }).success).toBe(false);
  });

  test('requires in its schema what it requires of a publisher, and the id of the event besides', () => {
    const { payload } = bodyOf(row);
    for (const key of Object.keys(payload)) {
      const { [key]: _, ...without } = payload;
      const sent = schemaOf(row).safeParse({ eventType: row.type, payload: without }).success;
      const published = validate({ type: row.type, data: without }).ok;
      if (key === 'id' && row.group !== 'Alerts updates') expect([sent, published]).toEqual([false, true]);
      else expect(sent).toBe(published);
    }
  });

  test('names an unknown property wherever it stands', () => {
    for (const { path } of strictObjectsIn(row.example.data, 'data')) {
      const draft = { ...row.example, data: structuredClone(row.example.data) };
      const target = strictObjectsIn(draft.data, 'data').find((each) => each.path === path);
      Object.assign(Object(target?.object), { surprise: 1 });
      const validation = validate(draft);
      expect(validation.ok ? [] : validation.issues).toContainEqual({
        path: `${path}.surprise`,
        message: 'Unknown property "surprise".',
      });
    }
  });
});

interface Body {
  readonly eventType: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The row's JSON Schema, read back as a validator. */
function schemaOf(row: EventType): z.ZodType {
  return z.fromJSONSchema(JSON.parse(JSON.stringify(row.bodySchema)));
}

function bodyOf(row: EventType): Body {
  return JSON.parse(callOf(recorded(row.example)).body);
}

interface Found {
  readonly path: string;
  readonly object: object;
}

/** What issuers and providers wrote is theirs; every other object is strict. */
const foreign = /^data\.(data\[|result\[\d+\]\.data)/;

function strictObjectsIn(value: unknown, path: string): readonly Found[] {
  if (foreign.test(path)) return [];
  if (Array.isArray(value)) {
    return value.flatMap((each, index) => strictObjectsIn(each, `${path}[${index}]`));
  }
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([key, each]) => strictObjectsIn(each, `${path}.${key}`));
  return [{ path, object: value }, ...inside];
}
