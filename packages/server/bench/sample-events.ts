/** What the bench publishes in each dialect: realistic, and of about the same size, so that figures compare. */
import type { EventTypeCreate } from '@belfry/api';
import { type Dialect, dialectNamed, type EventDraft } from '@belfry/dialects';
import type { Scheme } from './signing.ts';

export interface SampleEvent {
  /** The type that the bench's webhook subscribes to. */
  readonly type: string;
  readonly draft: EventDraft;
  /** To be defined beforehand, where a workspace defines its own. */
  readonly eventType: EventTypeCreate | null;
  /** How the dialect's calls are signed, by the name of the scheme in its secret policy. */
  readonly schemes: Readonly<Record<string, Scheme>>;
}

/** About the size of an approved case without its people and companies. */
const dataCharactersMin = 1_700;

/** Every dialect that is to be measured has its line here. Undefined where there is none. */
export function sampleEventOf(dialectName: string): SampleEvent | undefined {
  return samples.get(dialectName)?.();
}

const samples: ReadonlyMap<string, () => SampleEvent> = new Map([
  ['dotfile', caseApproved],
  ['compilot', scenarioExecuted],
  ['standard', ownCaseApproved],
]);

function caseApproved(): SampleEvent {
  const type = 'Case.StatusUpdated';
  const draft = exampleOf('dotfile', type);
  const emptied = { individuals: [], companies: [], controls: [] };
  const scheme = schemeNames('dotfile')[0] ?? '';
  return {
    type,
    draft: { ...draft, data: { ...Object(draft.data), ...emptied } },
    eventType: null,
    schemes: { [scheme]: 'body' },
  };
}

/** The scenarios that were executed and the credentials that they looked at, as often as the size asks for. */
function scenarioExecuted(): SampleEvent {
  const type = 'send.scenario';
  const draft = exampleOf('compilot', type);
  return {
    type,
    draft: { ...draft, data: grown(draft.data, ['scenarios', 'data']) },
    eventType: null,
    schemes: { v1: 'v1' },
  };
}

/** The same case, as a product's own event type with a schema of its own. */
function ownCaseApproved(): SampleEvent {
  const { data } = caseApproved().draft;
  const type = 'case.approved';
  const eventType = { type, group: 'Cases', data_schema: schemaOf(data), data_example: data };
  return { type, draft: { type, data }, eventType, schemes: { v1: 'v1', v1a: 'v1a' } };
}

function schemeNames(dialectName: string): Dialect['secrets']['schemes'] | readonly [] {
  return dialectNamed(dialectName)?.secrets.schemes ?? [];
}

function exampleOf(dialectName: string, type: string): EventDraft {
  const row = dialectNamed(dialectName)?.catalogue.find((candidate) => candidate.type === type);
  if (row === undefined) throw new Error(`${type} is not in the catalogue of ${dialectName}`);
  return row.example;
}

function grown(data: unknown, names: readonly string[]): Record<string, unknown> {
  const properties: Record<string, unknown> = { ...Object(data) };
  const rows = new Map(names.map((name) => [name, [properties[name]].flat()]));
  while (JSON.stringify(properties).length < dataCharactersMin) {
    for (const [name, once] of rows) properties[name] = [...[properties[name]].flat(), ...once];
  }
  return properties;
}

/** As a product would write it: each property with its type, and all of them required. */
function schemaOf(value: unknown): Record<string, unknown> {
  if (value === null) return { type: ['null', 'string', 'object'] };
  if (Array.isArray(value))
    return value.length === 0 ? { type: 'array' } : { type: 'array', items: schemaOf(value[0]) };
  if (typeof value !== 'object') return { type: typeof value };
  const properties = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, schemaOf(one)]));
  return { type: 'object', properties, required: Object.keys(properties) };
}
