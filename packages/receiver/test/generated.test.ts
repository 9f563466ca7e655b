import { readdirSync, readFileSync } from 'node:fs';
import { dotfile } from '@belfry/dialects';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { eventsFolder, generatedFiles } from '../scripts/generate.ts';
import { writeModules } from '../scripts/modules.ts';
import { entityKeys } from '../src/dotfile/events/catalogue.ts';
import type { Dotfile, DotfileEvent, DotfileEventName } from '../src/index.ts';

const linesMax = 300;
const generated = generatedFiles();

describe('the event types', () => {
  test('are those of the dialect’s catalogue as it is now: else run `npm run generate -w @belfry/receiver`', () => {
    const written = readdirSync(eventsFolder).map((file) => [
      file,
      readFileSync(`${eventsFolder}/${file}`, 'utf8'),
    ]);
    expect(Object.fromEntries(written)).toStrictEqual(Object.fromEntries(generated));
  });

  test('cover the catalogue, and nothing else', () => {
    expect(Object.keys(entityKeys)).toStrictEqual(dotfile.catalogue.map(({ type }) => type));
  });

  test('stand in modules that a person can read', () => {
    for (const [file, text] of generated) {
      expect.soft(text.split('\n').length, file).toBeLessThanOrEqual(linesMax);
    }
  });

  test('of one union are told apart by `event`', () => {
    expectTypeOf<DotfileEvent['event']>().toEqualTypeOf<DotfileEventName>();
    type Of<Name extends DotfileEventName> = Extract<DotfileEvent, { readonly event: Name }>;
    expectTypeOf<Of<'Case.Deleted'>['case']>().toEqualTypeOf<Dotfile.DeletedCase>();
    expectTypeOf<Of<'Check.Approved'>>().toEqualTypeOf<Dotfile.CheckApprovedEvent>();
    expectTypeOf<Of<'NoteComment.Updated'>['noteComment']>().toEqualTypeOf<Dotfile.NoteComment>();
    expectTypeOf<Of<'Case.Updated'>['sub_event']>()
      .extract<'Case.RiskUpdated'>()
      .toEqualTypeOf<'Case.RiskUpdated'>();
    expectTypeOf<Of<'Individual.Updated'>>().toExtend<{ readonly sub_event?: string }>();
    expectTypeOf<Of<'Case.StatusUpdated'>>().not.toHaveProperty('sub_event');
    type Aml = Extract<Of<'Check.ReviewNeeded'>['check'], { readonly type: 'aml' }>;
    expectTypeOf<Aml['data']['hits'][number]['name']>().toEqualTypeOf<string>();
  });
});

describe('the generator', () => {
  const eventType = (bodySchema: Record<string, unknown>) => ({
    type: 'Thing.Created',
    group: 'Thing',
    description: 'A thing was made.',
    parent: null,
    deprecation: null,
    bodySchema,
    example: { type: 'Thing.Created', data: {} },
  });
  const object = (properties: Record<string, unknown>) => ({
    type: 'object',
    properties,
    required: Object.keys(properties),
  });
  const body = (thing: unknown) =>
    eventType(
      object({ event: { const: 'Thing.Created' }, context: object({ at: { type: 'integer' } }), thing }),
    );

  test('writes each kind of schema as the type of its values', () => {
    const modules = writeModules([
      body(
        object({
          code: { enum: ['a', "it's"] },
          count: { type: ['integer', 'null'] },
          any: {},
          map: { type: 'object', additionalProperties: { type: 'boolean' } },
          list: {
            type: 'array',
            items: { anyOf: [{ type: 'string' }, { type: 'null' }, { type: 'string' }] },
          },
        }),
      ),
    ]);
    expect(modules.get('thing')).toContain(`export interface Thing {
readonly code: 'a' | 'it\\'s';
readonly count: number | null;
readonly any: unknown;
readonly map: Readonly<Record<string, boolean>>;
readonly list: readonly (string | null)[];
}`);
  });

  test('follows references into the schema', () => {
    const schema = body({ $ref: '#/$defs/thing' });
    const modules = writeModules([
      {
        ...schema,
        bodySchema: { ...schema.bodySchema, $defs: { thing: object({ id: { type: 'string' } }) } },
      },
    ]);
    expect(modules.get('thing')).toContain('export interface Thing {\nreadonly id: string;\n}');
  });

  test('stops at a schema that it cannot express, rather than write a type that is wider or wrong', () => {
    expect(() => writeModules([body(object({ id: { allOf: [{ type: 'string' }] } }))])).toThrow(
      'No TypeScript type',
    );
  });

  test('stops where two different objects would get one name', () => {
    const kinds = { anyOf: [object({ a: { type: 'string' } }), object({ b: { type: 'string' } })] };
    expect(() => writeModules([body(kinds)])).toThrow('Two different objects would be named Thing');
  });
});
