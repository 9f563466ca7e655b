import type { z } from 'zod';
import { creation, newRoot, type RecordKind } from '../../src/domain/record.ts';
import { accepted } from '../../src/domain/refusal.ts';
import { templateKind } from '../../src/vendors/dotfile/records/template-record.ts';
import { userKind } from '../../src/vendors/dotfile/records/user-record.ts';
import { type Sink, sinkEndpoint } from '../endpoints/sink.ts';
import { granted } from '../engine-rig.ts';
import * as resources from './case-resources.ts';
import { type CallOptions, type DotfileRig, type DotfileRigOptions, dotfileRig } from './dotfile-rig.ts';
import { listOf } from './resources.ts';

/** Dotfile's records as a client with webhooks sees them: calls on one side, received bodies on the other. */
export interface RecordsRig extends DotfileRig {
  readonly sink: Sink;
  /** A webhook of the workspace; what it receives is told apart by its name. */
  readonly subscribe: (name: string, events: readonly string[]) => Promise<string>;
  /** A call that succeeds with that status, and its answer, which has the shape of the schema. */
  readonly answer: <Schema extends z.ZodType>(
    method: string,
    path: string,
    schema: Schema,
    options?: CallOptions & { readonly status?: number },
  ) => Promise<z.infer<Schema>>;
  /** A call that is refused: status and message. */
  readonly refusal: (
    method: string,
    path: string,
    options?: CallOptions,
  ) => Promise<{ readonly status: number; readonly message: string }>;
  /**
   * What all webhooks together received since this was last asked, once it is that much: in the order in which the
   * events were recorded.
   */
  readonly calls: (count: number) => Promise<readonly ReceivedCall[]>;
  /** How many events the workspace has recorded so far. */
  readonly eventCount: () => Promise<number>;
  readonly createCase: (body?: Readonly<Record<string, unknown>>) => Promise<resources.DetailedCase>;
  readonly readCase: (id: string) => Promise<resources.DetailedCase>;
  /** What a webhook receives of an event at its first call, as long as the clock stands. */
  readonly bodyOf: (
    event: string,
    subEvent: string | null,
    object: Readonly<Record<string, unknown>>,
    /** What the context has beside what is common to all; absent: nothing. */
    context?: Readonly<Record<string, unknown>>,
  ) => unknown;
  /** A record of a kind that has no request to create one; answers its id. */
  readonly plant: <Document>(kind: RecordKind<Document>, document: Document) => Promise<string>;
}

export interface ReceivedCall {
  /** Of the webhook. */
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export async function recordsRig(options: DotfileRigOptions = {}): Promise<RecordsRig> {
  const dotfile = await dotfileRig(options);
  const sink = await sinkEndpoint();
  const origin = new URL(sink.url).origin;
  let taken = 0;
  const answer: RecordsRig['answer'] = async (method, path, schema, { status = 200, ...call } = {}) => {
    const given = await dotfile.call(method, path, call);
    if (given.status !== status) throw new Error(`${method} ${path}: ${given.status} ${given.text}`);
    return schema.parse(given.text === '' ? null : JSON.parse(given.text));
  };
  return {
    ...dotfile,
    sink,
    answer,
    async subscribe(name, events) {
      return (await dotfile.webhook('POST', '/webhooks', { name, url: `${origin}/${name}`, events })).id;
    },
    async refusal(method, path, call) {
      const { error, text } = await dotfile.call(method, path, call);
      if (error === undefined) throw new Error(`${method} ${path} was not refused: ${text}`);
      return { status: error.status_code, message: error.message };
    },
    async calls(count) {
      await sink.untilReceived(taken + count);
      const received = sink.received.slice(taken).map(({ path, body }) => ({
        name: path.slice(1),
        body: JSON.parse(body),
      }));
      taken += received.length;
      return received.sort((a, b) => (a.body.context.event_id < b.body.context.event_id ? -1 : 1));
    },
    async eventCount() {
      const rows = await dotfile.database.sql<{ count: number }[]>`
        select count(*) as count from events where workspace_id = ${dotfile.workspaceId}`;
      return rows[0]?.count ?? 0;
    },
    createCase: (body = {}) =>
      answer('POST', '/cases', resources.createdCase, { status: 201, body: { name: 'Acme', ...body } }),
    readCase: (id) => answer('GET', `/cases/${encodeURIComponent(id)}`, resources.detailedCase),
    bodyOf: (event, subEvent, object, context = {}) => ({
      event,
      ...(subEvent === null ? {} : { sub_event: subEvent }),
      context: {
        workspace: { id: dotfile.workspaceId, name: 'Acme' },
        timestamp: Math.floor(dotfile.clock.now() / 1000),
        event_id: expectedId,
        retry_count: 0,
        remaining_retry_count: 4,
        ...context,
      },
      ...object,
    }),
    plant: async (kind, document) =>
      granted(
        await dotfile.changeRecords(dotfile.workspaceId, {
          read: async () => accepted(null),
          decide(_known, moment) {
            const record = newRoot(kind, moment, document);
            return accepted({ writes: [creation(kind, record)], events: [], value: record.id });
          },
        }),
      ),
    async close() {
      await dotfile.close();
      await sink.close();
    },
  };
}

/** Matches any UUID in a comparison. */
const expectedId: unknown = {
  asymmetricMatch: (value: unknown) => resources.id.safeParse(value).success,
  toString: () => 'a UUID',
};

export const listOfCases = listOf(resources.listedCase);

const lastActivityAt = '2026-01-01T00:00:00.000Z';

export function plantUser(rig: RecordsRig, firstName = 'Lea'): Promise<string> {
  return rig.plant(userKind, {
    first_name: firstName,
    last_name: 'Berg',
    email: `${firstName.toLowerCase()}@example.com`,
    role: 'member',
    suspended_at: null,
    last_activity_at: lastActivityAt,
  });
}

export function plantTemplate(rig: RecordsRig, key: string): Promise<string> {
  return rig.plant(templateKind, {
    key,
    name: `Template ${key}`,
    description: null,
    case_auto_approval: false,
    last_activity_at: lastActivityAt,
  });
}
