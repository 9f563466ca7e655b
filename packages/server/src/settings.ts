import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { networkProblem } from './domain/network.ts';
import { masterKeyBytes } from './runtime/secret-box.ts';
import { choice, invalid, type Parsed, type Setting, valid, wholeNumber } from './setting.ts';

export const roles = ['all', 'api', 'worker'] as const;
export type Role = (typeof roles)[number];

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const networksMax = 100;
/** One thread makes more calls than the rest of a process has deliveries for. */
const callThreadsDefaultMax = 2;

/**
 * Every setting there is; docs/operating.md has the same table, which a test compares. Flags of `serve` state
 * some of them too and go first.
 */
export const settings = {
  databaseUrl: {
    name: 'DATABASE_URL',
    about: 'PostgreSQL to use; without it belfryd runs one of its own in the data folder.',
    defaultText: 'none: embedded PostgreSQL',
    unit: '',
    limits: 'postgresql://user:password@host:port/database, PostgreSQL 15 or later',
    defaultValue: null,
    parse: parseDatabaseUrl,
  },
  dataDir: {
    name: 'BELFRY_DATA_DIR',
    about: 'Folder of the embedded PostgreSQL and of the generated master key.',
    defaultText: '.belfry',
    unit: '',
    limits: 'a path on a local disk',
    defaultValue: resolve('.belfry'),
    parse: (text: string) => valid(resolve(text)),
  },
  masterKey: {
    name: 'BELFRY_MASTER_KEY',
    about: "Encrypts the webhooks' secrets in the database.",
    defaultText: 'generated into the data folder, with the embedded PostgreSQL or with --dev',
    unit: '',
    limits: '32 bytes as base64 or hexadecimal; required with DATABASE_URL',
    defaultValue: null,
    parse: parseMasterKey,
  },
  allowedNetworks: {
    name: 'BELFRY_ALLOWED_NETWORKS',
    about: 'Networks that webhooks may be called in although they are not public.',
    defaultText: 'none',
    unit: '',
    limits: `up to ${networksMax} CIDR blocks, separated by commas`,
    defaultValue: [],
    parse: parseNetworks,
  },
  host: {
    name: 'BELFRY_HOST',
    about: 'Address to listen on; 0.0.0.0 or :: for all.',
    defaultText: '127.0.0.1',
    unit: '',
    limits: 'an IP address or localhost',
    defaultValue: '127.0.0.1',
    parse: (text: string) =>
      isIP(text) !== 0 || text === 'localhost'
        ? valid(text)
        : invalid(`is "${text}": write an IP address, such as 127.0.0.1 or 0.0.0.0.`),
  },
  port: wholeNumber('BELFRY_PORT', {
    about: 'TCP port to listen on; 0 takes a free one.',
    unit: '',
    defaultValue: 4400,
    min: 0,
    max: 65_535,
  }),
  publicUrl: {
    name: 'BELFRY_PUBLIC_URL',
    about: 'What links to this server begin with, such as those to the reports of cases.',
    defaultText: 'what the client called the server by',
    unit: '',
    limits: 'an http or https URL without query',
    defaultValue: null,
    parse: parsePublicUrl,
  },
  trustedProxies: {
    name: 'BELFRY_TRUSTED_PROXIES',
    about: "Proxies whose X-Forwarded-For tells the client's address.",
    defaultText: 'none',
    unit: '',
    limits: `up to ${networksMax} CIDR blocks, separated by commas`,
    defaultValue: [],
    parse: parseNetworks,
  },
  logLevel: choice(
    'BELFRY_LOG_LEVEL',
    logLevels,
    'info',
    'Least level that is logged; debug has a line for each attempt.',
  ),
  retentionDays: wholeNumber('BELFRY_RETENTION_DAYS', {
    about: 'Events and deliveries are kept so long; what is still to be delivered is kept longer.',
    unit: 'days',
    defaultValue: 30,
    min: 1,
    max: 3650,
  }),
  concurrency: wholeNumber('BELFRY_CONCURRENCY', {
    about: 'Calls under way at once in this process.',
    unit: 'calls',
    defaultValue: 512,
    min: 1,
    max: 10_000,
  }),
  concurrencyPerEndpoint: wholeNumber('BELFRY_CONCURRENCY_PER_ENDPOINT', {
    about: 'Calls under way at once to one webhook, where it has no limit of its own.',
    unit: 'calls',
    defaultValue: 128,
    min: 1,
    max: 1_000,
  }),
  queuedDeliveries: wholeNumber('BELFRY_QUEUED_DELIVERIES', {
    about: 'Deliveries waiting in memory; beyond that they wait in the database.',
    unit: 'deliveries',
    defaultValue: 10_000,
    min: 1,
    max: 1_000_000,
  }),
  queuedMib: wholeNumber('BELFRY_QUEUED_MIB', {
    about: 'Payloads waiting in memory; beyond that they wait in the database.',
    unit: 'MiB',
    defaultValue: 64,
    min: 1,
    max: 16_384,
  }),
  callTimeoutMs: wholeNumber('BELFRY_CALL_TIMEOUT_MS', {
    about: 'For a whole call to a webhook, from resolving its name to the end of the answer.',
    unit: 'ms',
    defaultValue: 15_000,
    min: 100,
    max: 60_000,
  }),
  callThreads: {
    ...wholeNumber('BELFRY_CALL_THREADS', {
      about: 'Threads that make the calls; 0: they are made beside everything else.',
      unit: 'threads',
      defaultValue: Math.min(callThreadsDefaultMax, Math.floor(availableParallelism() / 2)),
      min: 0,
      max: 64,
    }),
    defaultText: `half as many as processors, ${callThreadsDefaultMax} at most`,
  },
  shutdownTimeoutMs: wholeNumber('BELFRY_SHUTDOWN_TIMEOUT_MS', {
    about: 'After SIGTERM, what is under way may take so long.',
    unit: 'ms',
    defaultValue: 20_000,
    min: 1_000,
    max: 300_000,
  }),
  databaseConnections: wholeNumber('BELFRY_DATABASE_CONNECTIONS', {
    about:
      'Connections to PostgreSQL in the pools of this process; one or two more serve notifications and locks.',
    unit: 'connections',
    defaultValue: 10,
    min: 4,
    max: 90,
  }),
  statementTimeoutMs: wholeNumber('BELFRY_STATEMENT_TIMEOUT_MS', {
    about: 'A statement that takes longer is cancelled by PostgreSQL.',
    unit: 'ms',
    defaultValue: 30_000,
    min: 1_000,
    max: 600_000,
  }),
} satisfies Readonly<Record<string, Setting<unknown>>>;

function parseDatabaseUrl(text: string): Parsed<string | null> {
  const problem = 'is not a PostgreSQL URL: write postgresql://user:password@host:5432/database.';
  if (!/^postgres(ql)?:\/\//.test(text)) return invalid(problem);
  // PostgreSQL allows an empty host before the path, the URL standard doesn't.
  return URL.canParse(text.replace('@/', '@localhost/')) ? valid(text) : invalid(problem);
}

function parseMasterKey(text: string): Parsed<Uint8Array | null> {
  const digits = /^[0-9a-f]{64}$/i.test(text);
  const key = Buffer.from(text, digits ? 'hex' : 'base64');
  const readable = digits || /^[A-Za-z0-9+/_-]+={0,2}$/.test(text);
  if (readable && key.length === masterKeyBytes) return valid(new Uint8Array(key));
  return invalid(
    `is not a key of ${masterKeyBytes} bytes: make one with \`openssl rand -base64 ${masterKeyBytes}\`.`,
  );
}

function parsePublicUrl(text: string): Parsed<string | null> {
  const url = URL.canParse(text) ? new URL(text) : null;
  const plain =
    url !== null && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  if (plain && /^https?:$/.test(url.protocol)) return valid(url.href.replace(/\/+$/, ''));
  return invalid(
    `is "${text}": write an http or https URL without query, such as https://belfry.example.com.`,
  );
}

function parseNetworks(text: string): Parsed<readonly string[]> {
  const networks = text
    .split(',')
    .map((network) => network.trim())
    .filter((network) => network !== '');
  if (networks.length > networksMax)
    return invalid(`has ${networks.length} networks: write at most ${networksMax}.`);
  const problems = networks.map(networkProblem).filter((problem) => problem !== null);
  return problems.length === 0
    ? valid(networks)
    : invalid(`has a part that is no network. ${problems.join(' ')}`);
}
