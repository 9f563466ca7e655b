import type { ApiWalk } from './api-walk.ts';

/** What makes an event happen. A row of the catalogue has one at least. */
export interface EventCause {
  readonly type: string;
  /** The route of a request, or what the clock waits for. */
  readonly by: string;
  /** Does what has to be there before. */
  readonly prepare: (walk: ApiWalk) => Promise<Prepared>;
}

export interface Prepared {
  /** Stand for the placeholders of the route. */
  readonly ids?: readonly string[];
  readonly body?: unknown;
  /** When the clock is to do its part, in milliseconds since the epoch. */
  readonly wakeAt?: number;
  /** The id of the event's object, where it is not that of the answer. */
  readonly about?: string;
}

/** The clock's causes begin so. */
export const clockPrefix = 'the clock';

export const dayMs = 86_400_000;

export async function newCase(walk: Pick<ApiWalk, 'ask'>, body: object = {}): Promise<string> {
  return (await walk.ask('POST /cases', [], { name: 'Acme', ...body })).id;
}

/** The date of the day after, as the clock stands. */
export function tomorrow({ rig }: ApiWalk): string {
  return new Date(rig.clock.now() + dayMs).toISOString().slice(0, 10);
}

/** A request about a record that `make` makes before, and whose id is the last of the route's. */
export function onRecord(
  type: string,
  by: string,
  make: (walk: ApiWalk) => Promise<readonly string[]>,
  body: (walk: ApiWalk) => Promise<unknown> = async () => undefined,
): EventCause {
  return {
    type,
    by,
    async prepare(walk) {
      const ids = await make(walk);
      return { ids, body: await body(walk), about: ids.at(-1) ?? '' };
    },
  };
}
