import dns from 'node:dns';
import { isIPv4 } from 'node:net';

/** Answers every address of a name, IPv4 before IPv6, or an error whose `code` is that of `node:dns`. */
export type Resolve = (
  hostname: string,
  callback: (error: NodeJS.ErrnoException | null, addresses: readonly dns.LookupAddress[]) => void,
) => void;

export interface ResolverOptions {
  /**
   * Who is asked. `dns`: the name servers, without the operating system, whose look-ups occupy a thread each, so
   * that a few names with dead name servers would delay all the others. `dns_then_system`: also the operating
   * system (hosts file, search domains) for names that DNS doesn't know. `system`: the operating system alone.
   */
  readonly order: 'dns' | 'dns_then_system' | 'system';
  /** Name servers as "address:port"; absent: those of the operating system. */
  readonly servers?: readonly string[];
  /** For one question to one name server; asked again once, with twice the time. */
  readonly queryTimeoutMs?: number;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
}

const queryTimeoutMsDefault = 2000;
const queryTries = 2;
/** How long an answer with IPv4 addresses waits for the IPv6 ones. */
const secondFamilyWaitMs = 100;
/** An answer is kept for its own time to live, but no longer than this. */
const answerKeptMsMax = 30_000;
/** The operating system doesn't tell the time to live. */
const systemAnswerKeptMs = 1000;
const answersKeptMax = 1000;

interface Answer {
  readonly addresses: readonly dns.LookupAddress[];
  readonly keptMs: number;
}

interface Entry {
  /** Null while the question is open. */
  addresses: readonly dns.LookupAddress[] | null;
  expiresAt: number;
  waiting: Parameters<Resolve>[1][];
}

/**
 * A resolver that asks once for any number of simultaneous questions about a name and keeps good answers for their
 * time to live. States of an entry: asked → answered → forgotten; a failure is told to all who wait and forgotten.
 */
export function createResolver(options: ResolverOptions): Resolve {
  const { queryTimeoutMs = queryTimeoutMsDefault } = options;
  const resolver = new dns.promises.Resolver({ timeout: queryTimeoutMs, tries: queryTries });
  if (options.servers !== undefined) resolver.setServers(options.servers);
  const entries = new Map<string, Entry>();

  function settle(hostname: string, entry: Entry, answer: Answer): void {
    entry.addresses = answer.addresses;
    entry.expiresAt = options.now() + answer.keptMs;
    const { waiting } = entry;
    entry.waiting = [];
    if (answer.keptMs <= 0) entries.delete(hostname);
    for (const callback of waiting) callback(null, answer.addresses);
  }

  function fail(hostname: string, entry: Entry, error: unknown): void {
    entries.delete(hostname);
    // Rejections of node:dns are ErrnoExceptions.
    for (const callback of entry.waiting) callback(error as NodeJS.ErrnoException, []);
  }

  return (hostname, callback) => {
    const known = entries.get(hostname);
    if (known?.addresses === null) {
      known.waiting.push(callback);
      return;
    }
    if (known !== undefined && known.expiresAt > options.now()) {
      const { addresses } = known;
      process.nextTick(() => callback(null, addresses ?? []));
      return;
    }
    const entry: Entry = { addresses: null, expiresAt: 0, waiting: [callback] };
    entries.delete(hostname);
    forgetOldest(entries);
    entries.set(hostname, entry);
    ask(resolver, hostname, options.order).then(
      (answer) => settle(hostname, entry, answer),
      (error: unknown) => fail(hostname, entry, error),
    );
  };
}

function forgetOldest(entries: Map<string, Entry>): void {
  if (entries.size < answersKeptMax) return;
  for (const [hostname, entry] of entries) {
    if (entry.addresses === null) continue;
    entries.delete(hostname);
    return;
  }
}

async function ask(
  resolver: dns.promises.Resolver,
  hostname: string,
  order: ResolverOptions['order'],
): Promise<Answer> {
  if (order === 'system') return askSystem(hostname);
  try {
    return await askDns(resolver, hostname);
  } catch (error) {
    if (order === 'dns_then_system' && isUnknownName(error)) return askSystem(hostname);
    throw error;
  }
}

function isUnknownName(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && (error.code === dns.NOTFOUND || error.code === dns.NODATA)
  );
}

async function askSystem(hostname: string): Promise<Answer> {
  const addresses = await dns.promises.lookup(hostname, { all: true, order: 'ipv4first' });
  return { addresses, keptMs: systemAnswerKeptMs };
}

async function askDns(resolver: dns.promises.Resolver, hostname: string): Promise<Answer> {
  const sixes = resolver.resolve6(hostname, { ttl: true }).catch(() => []);
  const fours = await resolver.resolve4(hostname, { ttl: true }).catch((error: Error) => error);
  if (fours instanceof Error) {
    const records = await sixes;
    if (records.length === 0) throw fours;
    return answerOf(records);
  }
  return answerOf([...fours, ...(await withinWait(sixes))]);
}

async function withinWait(
  sixes: Promise<readonly dns.RecordWithTtl[]>,
): Promise<readonly dns.RecordWithTtl[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly dns.RecordWithTtl[]>((resolve) => {
    timer = setTimeout(() => resolve([]), secondFamilyWaitMs);
  });
  const records = await Promise.race([sixes, late]);
  clearTimeout(timer);
  return records;
}

function answerOf(records: readonly dns.RecordWithTtl[]): Answer {
  const ttlSeconds = Math.min(...records.map((record) => record.ttl));
  return {
    addresses: records.map(({ address }) => ({ address, family: isIPv4(address) ? 4 : 6 })),
    keptMs: Math.min(ttlSeconds * 1000, answerKeptMsMax),
  };
}
