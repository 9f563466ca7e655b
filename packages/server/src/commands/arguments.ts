import { parseArgs } from 'node:util';
import type { ServeFlags } from '../config.ts';
import { type Role, roles } from '../domain/member.ts';

/** What a command line asks for. */
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'serve'; readonly flags: ServeFlags }
  | { readonly kind: 'migrate' }
  | {
      readonly kind: 'workspace create';
      readonly name: string;
      readonly dialect: string;
      readonly json: boolean;
    }
  | { readonly kind: 'workspace list'; readonly json: boolean }
  | ({ readonly kind: 'key create'; readonly json: boolean } & KeyDraft)
  | { readonly kind: 'key list'; readonly workspace: string; readonly json: boolean }
  | { readonly kind: 'key revoke'; readonly workspace: string; readonly id: string }
  | ({ readonly kind: 'link create'; readonly json: boolean } & LinkDraft)
  | { readonly kind: 'user list'; readonly json: boolean };

export interface LinkDraft {
  /** Id or name. */
  readonly workspace: string;
  readonly role: Role;
  /** Only this address can use it; null: whoever has the link. */
  readonly email: string | null;
}

export interface KeyDraft {
  /** Id or name. */
  readonly workspace: string;
  readonly name: string;
  readonly allowedNetworks: readonly string[] | null;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number | null;
}

export type CommandLine =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly problems: readonly string[] };

interface Options {
  readonly [name: string]: 'flag' | 'text' | 'required';
}

const noOptions: Options = {};
const optionsOf = {
  help: noOptions,
  version: noOptions,
  serve: { dev: 'flag', role: 'text', host: 'text', port: 'text' },
  migrate: noOptions,
  'workspace create': { name: 'required', dialect: 'required', json: 'flag' },
  'workspace list': { json: 'flag' },
  'key create': {
    workspace: 'required',
    name: 'text',
    'allowed-networks': 'text',
    'expires-at': 'text',
    json: 'flag',
  },
  'key list': { workspace: 'required', json: 'flag' },
  'key revoke': { workspace: 'required', id: 'required' },
  'link create': { workspace: 'required', role: 'required', email: 'text', json: 'flag' },
  'user list': { json: 'flag' },
} as const satisfies Readonly<Record<Command['kind'], Options>>;

/** Understands a command line, or says everything that is wrong with it. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const { tokens } = parseArgs({ args: [...args], strict: false, tokens: true, options: everyOption() });
  const words = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  const given = tokens.filter((token) => token.kind === 'option');
  if (given.some(({ name }) => name === 'help')) return asked({ kind: 'help' });
  if (given.some(({ name }) => name === 'version')) return asked({ kind: 'version' });
  const kind = args.length === 0 ? 'help' : kindOf(words);
  if (kind !== undefined) return parseCommand(kind, words, given);
  return wrong([words.length === 0 ? 'Name a command.' : `There is no command "${words.join(' ')}".`]);
}

interface GivenOption {
  readonly name: string;
  /** As it was written. */
  readonly rawName: string;
  readonly value: string | undefined;
}

function parseCommand(
  kind: Command['kind'],
  words: readonly string[],
  given: readonly GivenOption[],
): CommandLine {
  const options: Options = optionsOf[kind];
  const values = new Map(given.map((option) => [option.name, option.value ?? '']));
  const problems = given
    .map((option) => optionProblem(options, option))
    .filter((problem) => problem !== null);
  const missing = Object.keys(options).filter((name) => options[name] === 'required' && !values.has(name));
  problems.push(...missing.map((name) => `"${kind}" needs --${name}.`));
  const extra = words.slice(kind.split(' ').length);
  if (extra.length > 0) problems.push(`"${kind}" takes no "${extra.join(' ')}".`);
  const command = commandOf(kind, values, problems);
  return problems.length === 0 ? asked(command) : wrong(problems);
}

function kindOf(words: readonly string[]): Command['kind'] | undefined {
  // The keys of a table of commands are commands.
  const kinds = Object.keys(optionsOf) as Command['kind'][];
  return kinds.find((kind) => kind === words[0] || kind === `${words[0]} ${words[1]}`);
}

function optionProblem(options: Options, given: GivenOption): string | null {
  const use = Object.hasOwn(options, given.name) ? options[given.name] : undefined;
  if (use === undefined) return `There is no option ${given.rawName} here.`;
  if (use === 'flag') return given.value === undefined ? null : `${given.rawName} takes no value.`;
  return given.value === undefined ? `${given.rawName} needs a value.` : null;
}

function commandOf(kind: Command['kind'], values: ReadonlyMap<string, string>, problems: string[]): Command {
  const text = (name: string): string => values.get(name) ?? '';
  const json = values.has('json');
  switch (kind) {
    case 'help':
    case 'version':
    case 'migrate':
      return { kind };
    case 'serve':
      return {
        kind,
        flags: {
          dev: values.has('dev'),
          role: values.get('role'),
          host: values.get('host'),
          port: values.get('port'),
        },
      };
    case 'workspace create':
      return { kind, name: text('name'), dialect: text('dialect'), json };
    case 'workspace list':
      return { kind, json };
    case 'key create':
      return { kind, json, ...keyDraftOf(values, problems) };
    case 'key list':
      return { kind, workspace: text('workspace'), json };
    case 'key revoke':
      return { kind, workspace: text('workspace'), id: text('id') };
    case 'link create':
      return { kind, json, ...linkDraftOf(values, problems) };
    case 'user list':
      return { kind, json };
  }
}

function keyDraftOf(values: ReadonlyMap<string, string>, problems: string[]): KeyDraft {
  const networks = values.get('allowed-networks');
  const expiry = values.get('expires-at');
  const expiresAt = expiry === undefined ? null : Date.parse(expiry);
  if (Number.isNaN(expiresAt)) problems.push('--expires-at needs a time such as 2027-01-31T12:00:00Z.');
  return {
    workspace: values.get('workspace') ?? '',
    name: values.get('name') ?? 'Key',
    allowedNetworks: networks === undefined ? null : networks.split(',').map((network) => network.trim()),
    expiresAt,
  };
}

function linkDraftOf(values: ReadonlyMap<string, string>, problems: string[]): LinkDraft {
  const role = roles.find((name) => name === values.get('role'));
  const email = values.get('email')?.toLowerCase() ?? null;
  if (role === undefined) problems.push(`--role needs one of ${roles.join(', ')}.`);
  if (email !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    problems.push('--email needs an address, such as ada@example.com.');
  }
  return { workspace: values.get('workspace') ?? '', role: role ?? 'viewer', email };
}

/** The parser has to know which options take a value; each name is used the same way by every command. */
function everyOption(): Record<string, { type: 'boolean' | 'string'; short?: string }> {
  const uses = Object.values(optionsOf).flatMap((options) => Object.entries(options));
  const known = uses.map(([name, use]) => [name, { type: use === 'flag' ? 'boolean' : 'string' }] as const);
  return {
    ...Object.fromEntries(known),
    help: { type: 'boolean', short: 'h' },
    version: { type: 'boolean' },
  };
}

function asked(command: Command): CommandLine {
  return { ok: true, command };
}

function wrong(problems: readonly string[]): CommandLine {
  return { ok: false, problems };
}
