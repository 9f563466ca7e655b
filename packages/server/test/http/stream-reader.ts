import { until } from '../until.ts';

/** A client of server-sent events, as far as tests need one. */
export interface StreamReader {
  readonly status: number;
  readonly headers: Headers;
  /** Everything that came, in order. */
  readonly events: readonly StreamedEvent[];
  readonly comments: () => number;
  /** Resolves with the first event that fits, among those that came and those that come. */
  readonly next: (fits: (event: StreamedEvent) => boolean) => Promise<StreamedEvent>;
  /** Resolves when the server has ended it, with the end of the text if it is no stream. */
  readonly ended: Promise<string>;
  readonly close: () => void;
}

export interface StreamedEvent {
  readonly event: string;
  readonly id: string;
  // biome-ignore lint/suspicious/noExplicitAny: every test reads another shape, and asserts it.
  readonly data: any;
}

export async function readStream(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<StreamReader> {
  const aborting = new AbortController();
  const response = await fetch(url, { headers, signal: aborting.signal });
  const events: StreamedEvent[] = [];
  let comments = 0;
  const take = (block: string): void => {
    const fields = new Map(block.split('\n').map((line) => split(line)));
    if (fields.has('')) comments++;
    const event = fields.get('event');
    if (event !== undefined) {
      events.push({ event, id: fields.get('id') ?? '', data: JSON.parse(fields.get('data') ?? 'null') });
    }
  };
  const ended = (async () => {
    let text = '';
    try {
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += chunk;
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) take(block);
      }
    } catch {
      // Cut off, by either side.
    }
    return text;
  })();
  return {
    status: response.status,
    headers: response.headers,
    events,
    comments: () => comments,
    async next(fits) {
      await until(() => events.some(fits));
      const found = events.find(fits);
      if (found === undefined) throw new Error('It was there.');
      return found;
    },
    ended,
    close: () => aborting.abort(),
  };
}

function split(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon), line.slice(colon + 1).trimStart()];
}
