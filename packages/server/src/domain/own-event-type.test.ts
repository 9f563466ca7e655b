import type { EventTypeDefinition } from '@belfry/dialects';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changedEventType,
  definitionIssues,
  eventTypeJsonBytesMax,
  jsonBytesOf,
  type OwnEventType,
} from './own-event-type.ts';

const definition: EventTypeDefinition = {
  type: 'invoice.paid',
  group: 'Invoices',
  description: 'Paid.',
  deprecation: null,
  dataSchema: { type: 'object' },
  example: { id: 1 },
  archived: false,
};
const eventType: OwnEventType = { definition, archivedAt: null, createdAt: 5, updatedAt: 5 };

describe('a change of an event type', () => {
  it('that says nothing leaves all but the time of the change', () => {
    expect(changedEventType(eventType, {}, 9)).toEqual({ ...eventType, updatedAt: 9 });
  });

  it('puts in what is given, and null takes away', () => {
    const change = { group: 'A', description: '', deprecation: 'Old.', dataSchema: null, dataExample: null };
    expect(changedEventType(eventType, change, 9).definition).toEqual({
      ...definition,
      group: 'A',
      description: '',
      deprecation: 'Old.',
      dataSchema: null,
      example: undefined,
    });
  });

  it('archives once, whatever is changed after, and brings back', () => {
    const archived = changedEventType(eventType, { archived: true }, 9);
    expect([archived.archivedAt, archived.definition.archived]).toEqual([9, true]);
    const later = changedEventType(archived, { archived: true, group: 'B' }, 12);
    expect([later.archivedAt, later.definition.archived]).toEqual([9, true]);
    const back = changedEventType(later, { archived: false }, 15);
    expect([back.archivedAt, back.definition.archived]).toEqual([null, false]);
  });
});

describe('what is wrong with a definition', () => {
  const judging = (issues: readonly { path: string; message: string }[]) => ({
    problems: () => issues,
    withEventTypes: () => {
      throw new Error('Nothing is made of what is only judged.');
    },
  });

  it('is told by the names of the API', () => {
    const paths = ['name', 'schema.properties.name', 'schema', 'example[0].schema', 'group', 'named'];
    const issues = paths.map((path) => ({ path, message: 'x' }));
    expect(definitionIssues(definition, judging(issues)).map(({ path }) => path)).toEqual([
      'type',
      'data_schema.properties.name',
      'data_schema',
      'data_example[0].schema',
      'group',
      'named',
    ]);
  });

  it('is its size before all, in bytes of UTF-8: the limit itself is taken', () => {
    const quotes = 2;
    for (const letter of ['x', 'é', '€']) {
      const length = Math.floor((eventTypeJsonBytesMax - quotes) / Buffer.byteLength(letter));
      const judge = (example: string) => definitionIssues({ ...definition, example }, judging([]));
      expect(judge(letter.repeat(length))).toEqual([]);
      expect(judge(letter.repeat(length + 1)).map(({ path }) => path)).toEqual(['data_example']);
    }
  });

  it('is told of what is nested too deeply to be written, and does not throw', () => {
    let deep: Readonly<Record<string, unknown>> = {};
    for (let depth = 0; depth < 100_000; depth++) deep = { not: deep };
    const issues = definitionIssues({ ...definition, dataSchema: deep, example: deep }, judging([]));
    expect(issues.map(({ path }) => path)).toEqual(['data_schema', 'data_example']);
  });
});

it('what an event type holds is counted as it is stored', () => {
  const json = fc.jsonValue().filter((value) => value !== null);
  fc.assert(
    fc.property(json, (example) => {
      const bytes = jsonBytesOf({ ...definition, dataSchema: null, example });
      expect(bytes).toBe(Buffer.byteLength(JSON.stringify(example)));
    }),
  );
});
