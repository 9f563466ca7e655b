import { choice, type Setting } from './setting.ts';
import { type Role, roles, settings } from './settings.ts';

type ValueOf<Entry> = Entry extends Setting<infer Value> ? Value : never;

/** Everything that people choose about a process, checked. Times in milliseconds, `dataDir` absolute. */
export interface Config {
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** Null: in the data folder, made where it is missing. */
  readonly masterKey: Uint8Array | null;
  readonly allowedNetworks: readonly string[];
  readonly host: string;
  readonly port: number;
  /** Without a slash at the end; null: what a client called this server by. */
  readonly publicUrl: string | null;
  readonly trustedProxies: readonly string[];
  readonly logLevel: ValueOf<typeof settings.logLevel>;
  readonly retentionDays: number;
  readonly concurrency: number;
  readonly concurrencyPerEndpoint: number;
  readonly queuedDeliveries: number;
  readonly queuedMib: number;
  readonly callTimeoutMs: number;
  readonly callThreads: number;
  readonly shutdownTimeoutMs: number;
  readonly databaseConnections: number;
  readonly statementTimeoutMs: number;
  readonly role: Role;
  /** http and loopback targets are allowed, and a master key is generated. */
  readonly dev: boolean;
}

/** Flags of `serve` as they were given; a flag goes before the environment. */
export interface ServeFlags {
  readonly dev?: boolean | undefined;
  readonly role?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: string | undefined;
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  /** Every problem there is, each a sentence that says what to do. */
  | { readonly ok: false; readonly problems: readonly string[] };

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment: the only place that does. An empty variable counts as absent. `sealing`: whether the
 * process will seal and open secrets, so that the master key has to be known.
 */
export function readConfig(
  flags: ServeFlags = {},
  sealing = false,
  environment: Environment = process.env,
): ConfigResult {
  const problems: string[] = [];
  const read = <Value>(
    setting: Setting<Value>,
    flag?: { readonly name: string; readonly text: string | undefined },
  ): Value => {
    const fromFlag = flag?.text !== undefined;
    const text = fromFlag ? flag.text : environment[setting.name]?.trim();
    if (text === undefined || (text === '' && !fromFlag)) return setting.defaultValue;
    const parsed = setting.parse(text);
    if (parsed.ok) return parsed.value;
    problems.push(`${fromFlag ? flag.name : setting.name} ${parsed.problem}`);
    return setting.defaultValue;
  };
  const dev = flags.dev === true;
  const config: Config = {
    databaseUrl: read<string | null>(settings.databaseUrl),
    dataDir: read(settings.dataDir),
    masterKey: read<Uint8Array | null>(settings.masterKey),
    allowedNetworks: read<readonly string[]>(settings.allowedNetworks),
    host: read(settings.host, { name: '--host', text: flags.host }),
    port: read(settings.port, { name: '--port', text: flags.port }),
    publicUrl: read<string | null>(settings.publicUrl),
    trustedProxies: read<readonly string[]>(settings.trustedProxies),
    logLevel: read(settings.logLevel),
    retentionDays: read(settings.retentionDays),
    concurrency: read(settings.concurrency),
    concurrencyPerEndpoint: read(settings.concurrencyPerEndpoint),
    queuedDeliveries: read(settings.queuedDeliveries),
    queuedMib: read(settings.queuedMib),
    callTimeoutMs: read(settings.callTimeoutMs),
    callThreads: read(settings.callThreads),
    shutdownTimeoutMs: read(settings.shutdownTimeoutMs),
    databaseConnections: read(settings.databaseConnections),
    statementTimeoutMs: read(settings.statementTimeoutMs),
    role: read(roleSetting, { name: '--role', text: flags.role }),
    dev,
  };
  if (
    sealing &&
    !dev &&
    isSet(environment, settings.databaseUrl) &&
    !isSet(environment, settings.masterKey)
  ) {
    problems.push(
      'BELFRY_MASTER_KEY is not set, and with DATABASE_URL it has to be: make a key with `openssl rand -base64 32`, ' +
        'give the same one to every belfryd on the database, and keep a copy apart from its backups.',
    );
  }
  return problems.length === 0 ? { ok: true, config } : { ok: false, problems };
}

/** Only a flag: which part of belfryd a process is, not how it is set. */
const roleSetting = choice('--role', roles, 'all', 'Which part of belfryd this process is.');

function isSet(environment: Environment, setting: Setting<unknown>): boolean {
  return (environment[setting.name] ?? '').trim() !== '';
}
