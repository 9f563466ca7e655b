import { randomBytes } from 'node:crypto';
import type { EventTypeCreate } from '@belfry/api';
import { type Dialect, dialectNamed, dialectNames, type EventDraft } from '@belfry/dialects';
import { type SampleEvent, sampleEventOf } from './sample-events.ts';
import { type Scheme, signerOf } from './signing.ts';

/** The event that the bench publishes, and the call that a webhook gets of it. */
export interface Sample {
  readonly event: EventDraft;
  /** The type that the bench's webhook subscribes to. */
  readonly type: string;
  /** What the workspace has to define first; null: nothing. */
  readonly eventType: EventTypeCreate | null;
  readonly body: string;
  /** The event's id in that call; some bodies hold it, too. */
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Of these headers, those that hold the id, the time of the call and the signature. */
  readonly idHeaders: readonly string[];
  readonly timestampHeaders: readonly string[];
  readonly signatureHeaders: readonly string[];
  /** The first of the headers that hold the id. */
  readonly idHeader: string;
  readonly secret: string;
  readonly scheme: Scheme;
}

/** `schemeName`: one of the dialect's signature schemes; null: its usual one. */
export function sampleOf(dialectName: string, schemeName: string | null): Sample {
  const known = dialectNamed(dialectName);
  const chosen = sampleEventOf(dialectName);
  if (known === undefined || chosen === undefined) {
    throw new Error(
      `There is no sample for the dialect "${dialectName}". Known dialects: ${dialectNames.join(', ')}.`,
    );
  }
  const name = schemeName ?? known.secrets.schemes[0];
  const scheme = chosen.schemes[name];
  if (scheme === undefined) {
    throw new Error(
      `${dialectName} has no signature scheme "${name}", but ${Object.keys(chosen.schemes).join(', ')}.`,
    );
  }
  const secret = known.secrets.generate(name, randomBytes);
  const call = callOf(withEventType(known, chosen.eventType), chosen.draft, secret);
  const isSame = signerOf(scheme, secret)(call) === call.headers[call.signatureHeaders[0] ?? ''];
  if (!isSame) throw new Error(`the bare loop would not sign as ${dialectName} does`);
  const { type, eventType, draft } = chosen;
  return { ...call, event: draft, type, eventType, secret, scheme };
}

function withEventType(dialect: Dialect, own: SampleEvent['eventType']): Dialect {
  if (own === null || dialect.ownEventTypes === null) return dialect;
  const { type, group = '', data_schema: dataSchema = null, data_example: example } = own;
  const definition = {
    type,
    group,
    description: '',
    deprecation: null,
    dataSchema,
    example,
    archived: false,
  };
  return dialect.ownEventTypes.withEventTypes([definition]);
}

function callOf(dialect: Dialect, draft: EventDraft, secret: string) {
  const validation = dialect.validate(draft);
  if (!validation.ok) throw new Error(`the sample does not validate: ${JSON.stringify(validation.issues)}`);
  const id = '01980000-0000-7000-8000-000000000000';
  const now = Date.UTC(2026, 0, 5, 9);
  const timestamp = String(now / 1000);
  const { context, data, name } = validation.event;
  const { body, headers } = dialect.request({
    workspace: { id, name: 'Bench' },
    event: { id, type: name.type, context, data, occurredAt: now },
    wire: name,
    retryCount: 0,
    secrets: { current: secret, old: null },
    now,
  });
  const names = Object.keys(headers);
  const idHeaders = names.filter((header) => headers[header] === id);
  const timestampHeaders = names.filter((header) => headers[header] === timestamp);
  const signatureHeaders = names.filter((header) => header.endsWith('signature'));
  const [idHeader] = idHeaders;
  if (idHeader === undefined || signatureHeaders.length === 0) {
    throw new Error(`the calls of ${dialect.name} have no header for the event's id or for the signature`);
  }
  return { body, id, headers, timestamp, idHeaders, idHeader, timestampHeaders, signatureHeaders };
}
