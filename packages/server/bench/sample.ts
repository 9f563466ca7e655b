import { dialectNamed, dialectNames, type EventDraft } from '@belfry/dialects';

/** The event that the bench publishes, and the call that a webhook gets of it. */
export interface Sample {
  readonly event: EventDraft;
  /** The type that the bench's webhook subscribes to. */
  readonly type: string;
  readonly body: string;
  /** The event's id in that body. */
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Of these headers, those that hold the id and the signature. */
  readonly idHeader: string;
  readonly signatureHeader: string;
  readonly secret: string;
}

/**
 * A case that was approved, of about 2 KB: the catalogue's example without the people and companies that it
 * holds. Every dialect that is to be measured has its line here.
 */
const samples: Readonly<Record<string, { readonly type: string; readonly emptied: readonly string[] }>> = {
  dotfile: { type: 'Case.StatusUpdated', emptied: ['individuals', 'companies', 'controls'] },
};

export function sampleOf(dialectName: string): Sample {
  const dialect = dialectNamed(dialectName);
  const choice = samples[dialectName];
  if (dialect === undefined || choice === undefined) {
    throw new Error(
      `There is no sample for the dialect "${dialectName}". Known dialects: ${dialectNames.join(', ')}.`,
    );
  }
  const row = dialect.catalogue.find(({ type }) => type === choice.type);
  if (row === undefined) throw new Error(`${choice.type} is not in the catalogue of ${dialectName}`);
  const event = { ...row.example, data: withEmptyLists(row.example.data, choice.emptied) };
  const validation = dialect.validate(event);
  if (!validation.ok) throw new Error(`the sample does not validate: ${JSON.stringify(validation.issues)}`);
  const id = '01980000-0000-7000-8000-000000000000';
  const secret = dialect.secrets.generate(dialect.secrets.schemes[0], (bytes) =>
    new Uint8Array(bytes).fill(7),
  );
  const now = Date.UTC(2026, 0, 5, 9);
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
  const idHeader = names.find((header) => headers[header] === id);
  const signatureHeader = names.find((header) => header.endsWith('signature'));
  if (idHeader === undefined || signatureHeader === undefined) {
    throw new Error(`the calls of ${dialectName} have no header for the event's id or for the signature`);
  }
  return { event, type: name.type, body, id, headers, idHeader, signatureHeader, secret };
}

function withEmptyLists(data: unknown, names: readonly string[]): unknown {
  return { ...Object(data), ...Object.fromEntries(names.map((name) => [name, []])) };
}
