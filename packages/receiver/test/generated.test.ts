import { readdirSync, readFileSync } from 'node:fs';
import type { EventType } from '@belfry/dialects';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { type Contract, contracts } from '../scripts/contracts.ts';
import { generatedFiles } from '../scripts/generate.ts';
import { writeModules } from '../scripts/modules.ts';
import { entityKeys as compilotKeys } from '../src/compilot/events/catalogue.ts';
import { entityKeys as dotfileKeys } from '../src/dotfile/events/catalogue.ts';
import type {
  Compilot,
  CompilotEvent,
  CompilotEventName,
  Dotfile,
  DotfileEvent,
  DotfileEventName,
} from '../src/index.ts';

const linesMax = 300;
const written = new Map<string, object>([
  ['Dotfile', dotfileKeys],
  ['Compilot', compilotKeys],
]);

describe.each(contracts.map((contract) => [contract.name, contract] as const))(
  'the event types of %s',
  (name, contract) => {
    const generated = generatedFiles(contract);

    test('are those of the dialect’s catalogue as it is now: else run `npm run generate -w @belfry/receiver`', () => {
      const found = readdirSync(contract.folder).map((file) => [
        file,
        readFileSync(`${contract.folder}/${file}`, 'utf8'),
      ]);
      expect(Object.fromEntries(found)).toStrictEqual(Object.fromEntries(generated));
    });

    test('cover the catalogue, and nothing else', () => {
      expect(Object.keys(written.get(name) ?? {})).toStrictEqual(contract.catalogue.map(({ type }) => type));
    });

    test('stand in modules that a person can read', () => {
      for (const [file, text] of generated) {
        expect.soft(text.split('\n').length, file).toBeLessThanOrEqual(linesMax);
      }
    });
  },
);

test('the events of Dotfile are told apart by `event`', () => {
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

test('the events of ComPilot are told apart by `eventType`', () => {
  expectTypeOf<CompilotEvent['eventType']>().toEqualTypeOf<CompilotEventName>();
  type Of<Name extends CompilotEventName> = Extract<CompilotEvent, { readonly eventType: Name }>;
  expectTypeOf<Of<'customer.deleted'>['payload']>().toEqualTypeOf<Compilot.Customer>();
  expectTypeOf<Of<'send.scenario'>>().toEqualTypeOf<Compilot.SendScenarioEvent>();
  expectTypeOf<Of<'individual.updated'>['payload']>().toEqualTypeOf<Compilot.Party>();
  expectTypeOf<Of<'company.updated'>['payload']>().toEqualTypeOf<Compilot.Party>();
  expectTypeOf<Compilot.Customer['status']>().extract<'Active'>().toEqualTypeOf<'Active'>();
  expectTypeOf<Compilot.VerificationFlowExecution['externalCustomerId']>().toEqualTypeOf<
    string | undefined
  >();
});

describe('the generator', () => {
  const contract = (catalogue: readonly EventType[]): Contract => ({
    name: 'Vendor',
    vendor: 'Vendor',
    catalogue,
    folder: '',
    tag: 'event',
    envelope: new Set(['event', 'context']),
    entityOf: ({ group }) => group,
    chosenNames: {},
  });

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
    const modules = writeModules(
      contract([
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
      ]),
    );
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
    const modules = writeModules(
      contract([
        {
          ...schema,
          bodySchema: { ...schema.bodySchema, $defs: { thing: object({ id: { type: 'string' } }) } },
        },
      ]),
    );
    expect(modules.get('thing')).toContain('export interface Thing {\nreadonly id: string;\n}');
  });

  test('stops at a schema that it cannot express, rather than write a type that is wider or wrong', () => {
    expect(() => writeModules(contract([body(object({ id: { allOf: [{ type: 'string' }] } }))]))).toThrow(
      'No TypeScript type',
    );
  });

  test('stops where two different objects would get one name', () => {
    const kinds = { anyOf: [object({ a: { type: 'string' } }), object({ b: { type: 'string' } })] };
    expect(() => writeModules(contract([body(kinds)]))).toThrow('Two different objects would be named Thing');
  });
});
