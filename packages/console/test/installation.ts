/** A Belfry whose people and workspaces are made as in life: through its API, from the link that a start prints. */
import { type Client, createClient, type LinkAnswer, type Role, type SessionAnswer } from '@belfry/api';

export interface SessionCookie {
  readonly name: string;
  readonly value: string;
}

/** Somebody with an account, signed in. */
export interface Person {
  readonly name: string;
  readonly email: string;
  /** Null: the developer, who signs in by a link alone. */
  readonly password: string | null;
  readonly cookie: SessionCookie;
}

export interface WorkspaceWithKey {
  readonly id: string;
  readonly name: string;
  readonly dialect: string;
  readonly key: string;
  /** The API with its key. */
  readonly api: Client;
}

export interface Installation {
  readonly baseUrl: string;
  /** Of the installation, and so of every workspace. */
  readonly owner: Person;
  readonly workspace: WorkspaceWithKey;
  /** Of the dialect named, "dotfile" unless it is. */
  readonly makeWorkspace: (name: string, dialect?: string) => Promise<WorkspaceWithKey>;
  /** A new person in the workspace, by an invitation. */
  readonly makeMember: (workspace: WorkspaceWithKey, role: Role, name?: string) => Promise<Person>;
}

export interface FirstWorkspace {
  readonly name: string;
  readonly dialect: string;
}

export const passwordOfAll = 'correct horse battery staple';

/**
 * `link` is the one that belfryd printed: it makes the first account, or in development signs in the developer, whose
 * workspace "Development" there is beside the first one then.
 */
export async function setUpInstallation(
  link: string,
  first: FirstWorkspace,
  ownerName = 'Olive Owner',
): Promise<Installation> {
  const { origin: baseUrl, hash } = new URL(link);
  const path = `/links/${hash.slice(1)}`;
  const { kind } = await read<LinkAnswer>(await send(baseUrl, null, 'GET', path, {}));
  const owner =
    kind === 'sign_in'
      ? await developer(baseUrl, path)
      : await personBy(link, ownerName, { workspace: first });

  const withKey = async ({ id, name, dialect }: Omit<WorkspaceWithKey, 'key' | 'api'>) => {
    const body = { name: 'Tests' };
    const { key } = await callAs<{ key: string }>(baseUrl, owner.cookie, 'POST', '/keys', { body, in: id });
    return { id, name, dialect, key, api: createClient({ baseUrl, key }) };
  };
  const makeWorkspace = async (name: string, dialect = 'dotfile') =>
    withKey(await callAs(baseUrl, owner.cookie, 'POST', '/workspaces', { body: { name, dialect } }));
  const madeWithOwner = async () => {
    const { workspaces } = await callAs<SessionAnswer>(baseUrl, owner.cookie, 'GET', '/session');
    const [only] = workspaces;
    if (only === undefined) throw new Error('The first account has no workspace.');
    return withKey(only);
  };
  let members = 0;
  return {
    baseUrl,
    owner,
    workspace: kind === 'sign_in' ? await makeWorkspace(first.name, first.dialect) : await madeWithOwner(),
    makeWorkspace,
    async makeMember(workspace, role, name = `${names[role]} ${++members}`) {
      const body = { role };
      const { url } = await callAs<{ url: string }>(baseUrl, owner.cookie, 'POST', '/invitations', {
        body,
        in: workspace.id,
      });
      return personBy(url, name);
    },
  };
}

const names: Readonly<Record<Role, string>> = {
  viewer: 'Vera Viewer',
  operator: 'Oscar Operator',
  owner: 'Odette Owner',
};

async function developer(baseUrl: string, path: string): Promise<Person> {
  const response = await send(baseUrl, null, 'POST', path, { body: {} });
  const { user } = await read<SessionAnswer>(response);
  return { name: user.name, email: user.email, password: null, cookie: cookieOf(response) };
}

/** Uses a one-time link; answers the person that it made. */
async function personBy(link: string, name: string, more: object = {}): Promise<Person> {
  const { origin, hash } = new URL(link);
  const email = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}@example.com`;
  const body = { name, email, password: passwordOfAll, ...more };
  const response = await send(origin, null, 'POST', `/links/${hash.slice(1)}`, { body });
  return { name, email, password: passwordOfAll, cookie: cookieOf(response) };
}

/** The session's cookie, as the answer to a sign-in sets it. */
function cookieOf(response: Response): SessionCookie {
  const [pair] = response.headers.getSetCookie().map((cookie) => cookie.split(';', 1).join(''));
  const at = pair?.indexOf('=') ?? -1;
  if (pair === undefined || at < 0) throw new Error('The answer sets no cookie.');
  return { name: pair.slice(0, at), value: pair.slice(at + 1) };
}

interface Sent {
  readonly body?: object;
  /** The workspace that is meant. */
  readonly in?: string;
}

/** A call with a session, as the console makes it. Throws where it is refused. */
export async function callAs<Answer>(
  baseUrl: string,
  cookie: SessionCookie,
  method: string,
  path: string,
  sent: Sent = {},
): Promise<Answer> {
  return read(await send(baseUrl, cookie, method, path, sent));
}

/** What was answered; undefined where there is no body. */
async function read<Answer>(response: Response): Promise<Answer> {
  const text = await response.text();
  // The caller says what the route answers.
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

async function send(
  baseUrl: string,
  cookie: SessionCookie | null,
  method: string,
  path: string,
  { body, in: workspaceId }: Sent,
): Promise<Response> {
  const response = await fetch(`${baseUrl}/api/v1${path}`, {
    method,
    headers: {
      'belfry-console': '1',
      origin: baseUrl,
      ...(cookie === null ? {} : { cookie: `${cookie.name}=${cookie.value}` }),
      ...(workspaceId === undefined ? {} : { 'belfry-workspace': workspaceId }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response;
}
