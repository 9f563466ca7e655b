/**
 * `GET /stream`: the changes of a workspace as server-sent events (contract: stream.ts of @belfry/api).
 *
 * A stream is counted from its admission to its end, for this process and for whoever opened it. It ends when the
 * client goes, when it reads too slowly, when its key or session is no longer honoured (looked at with each heartbeat,
 * and soon after keys or members changed), and at once when the server closes.
 */
import { type StreamChange, streamChange, streamHeartbeatMs, streamQuery } from '@belfry/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ChangeFeed } from '../app/change-feed.ts';
import type { Change } from '../domain/change.ts';
import { refused } from '../domain/refusal.ts';
import { workspaceOf } from './caller.ts';
import { granted } from './errors.ts';
import { EventStream } from './event-stream.ts';
import { type Api, refusals } from './route.ts';

export interface StreamLimits {
  /** Open at once in this process. */
  readonly streamsMax: number;
  /** Open at once of one key or person in this process. */
  readonly streamsPerHolderMax: number;
  readonly unsentBytesMax: number;
  readonly heartbeatMs: number;
  /** After keys or members changed, until what is remembered of them is certainly read anew. */
  readonly judgeAgainMs: number;
}

export const streamLimitsDefault: StreamLimits = {
  streamsMax: 1_000,
  streamsPerHolderMax: 50,
  unsentBytesMax: 65_536,
  heartbeatMs: streamHeartbeatMs,
  judgeAgainMs: 1_500,
};

export interface StreamPorts {
  readonly feed: ChangeFeed;
  readonly limits: StreamLimits;
  /** Who opens the stream: the id of a key or of a person. */
  readonly holderOf: (request: FastifyRequest) => string;
  /** Whether the key or session would be let in now. Rejects where the database is away. */
  readonly isStillAdmitted: (request: FastifyRequest) => Promise<boolean>;
}

export function streamRoute(api: Api, ports: StreamPorts): void {
  const open = new OpenStreams(ports.limits);
  api.addHook('preClose', (done) => {
    open.endAll();
    done();
  });
  api.get(
    '/stream',
    {
      schema: {
        tags: ['Workspace'],
        summary: 'Hear what changes',
        description:
          'Server-sent events. `changed` says what kind of things changed, at most once a second; `resync` that ' +
          'everything may have; `ready` that changes are told from now on. With the header `last-event-id`, or ' +
          '`after`, what happened since is told first.',
        querystring: streamQuery,
        response: { 200: streamChange.describe('The data of a `changed` event.'), ...refusals },
      },
    },
    (request, reply) => {
      const { workspace_id: asked, after } = request.query;
      const { id: workspaceId } = workspaceOf(request);
      if (asked !== undefined && asked !== workspaceId) {
        granted(refused('not_found', 'The key is of another workspace.'));
      }
      const header = request.headers['last-event-id'];
      const from = after ?? (typeof header === 'string' ? header : null);
      serve(request, reply, { ...ports, open, workspaceId, after: from });
    },
  );
}

interface Serving extends StreamPorts {
  readonly open: OpenStreams;
  readonly workspaceId: string;
  readonly after: string | null;
}

function serve(request: FastifyRequest, reply: FastifyReply, serving: Serving): void {
  const { feed, limits, open, workspaceId, after } = serving;
  // Gone while its key was looked up: its end was told already, and would not be again.
  if (reply.raw.destroyed) return;
  const holder = serving.holderOf(request);
  open.admit(holder);
  reply.hijack();
  const judging = judgeRegularly(request, serving, () => stream.end());
  const stream = new EventStream(reply.raw, {
    heartbeatMs: limits.heartbeatMs,
    unsentBytesMax: limits.unsentBytesMax,
    headers: headersOf(reply),
    ended() {
      judging.stop();
      watch.leave();
      open.leave(holder, stream);
    },
  });
  open.add(stream);
  const watch = feed.watch(workspaceId, after, {
    changed(id, change) {
      stream.send('changed', id, presentChange(change));
      if (change.topics.includes('keys') || change.topics.includes('members')) judging.soon();
    },
    lost: (id) => stream.send('resync', id, {}),
  });
  if (watch.missed === 'unknown') stream.send('resync', watch.id, {});
  else if (watch.missed !== null) stream.send('changed', watch.id, presentChange(watch.missed));
  stream.send('ready', watch.id, {});
}

function presentChange({ topics, webhookIds }: Change): StreamChange {
  return { topics: [...topics], webhook_ids: webhookIds === null ? null : [...webhookIds] };
}

/** What the hooks have set for every answer. */
function headersOf(reply: FastifyReply): Record<string, string | number | readonly string[]> {
  return Object.fromEntries(
    Object.entries(reply.getHeaders()).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}

/** Calls `notAdmitted` where the key or session is no longer honoured. While the database is away nobody is judged. */
function judgeRegularly(
  request: FastifyRequest,
  { limits, isStillAdmitted }: StreamPorts,
  notAdmitted: () => void,
): { readonly soon: () => void; readonly stop: () => void } {
  const judge = (): void => {
    isStillAdmitted(request).then(
      (admitted) => {
        if (!admitted) notAdmitted();
      },
      () => {},
    );
  };
  const regular = setInterval(judge, limits.heartbeatMs).unref();
  let soon: NodeJS.Timeout | undefined;
  return {
    soon() {
      clearTimeout(soon);
      soon = setTimeout(judge, limits.judgeAgainMs).unref();
    },
    stop() {
      clearInterval(regular);
      clearTimeout(soon);
    },
  };
}

/** The streams of this process, and how many each holder has. */
class OpenStreams {
  readonly #limits: StreamLimits;
  readonly #streams = new Set<EventStream>();
  readonly #byHolder = new Map<string, number>();
  #count = 0;
  #closed = false;

  constructor(limits: StreamLimits) {
    this.#limits = limits;
  }

  /** Throws the refusal where there are too many. */
  admit(holder: string): void {
    const { streamsMax, streamsPerHolderMax } = this.#limits;
    const held = this.#byHolder.get(holder) ?? 0;
    if (this.#closed) granted(refused('unavailable', 'The server is stopping.'));
    if (held >= streamsPerHolderMax) {
      const message = `${streamsPerHolderMax} streams are open already for this key or person: close one first.`;
      granted(refused('rate_limited', message));
    }
    if (this.#count >= streamsMax) {
      granted(refused('rate_limited', 'The server has as many streams as it may; try again later.'));
    }
    this.#count += 1;
    this.#byHolder.set(holder, held + 1);
  }

  add(stream: EventStream): void {
    this.#streams.add(stream);
  }

  leave(holder: string, stream: EventStream): void {
    if (!this.#streams.delete(stream)) return;
    this.#count -= 1;
    const held = (this.#byHolder.get(holder) ?? 1) - 1;
    if (held === 0) this.#byHolder.delete(holder);
    else this.#byHolder.set(holder, held);
  }

  endAll(): void {
    this.#closed = true;
    for (const stream of this.#streams) stream.end();
  }
}
