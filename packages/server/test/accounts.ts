import type { Accounts } from '../src/app/accounts.ts';
import type { AppContext } from '../src/app/context.ts';
import { createIdentity } from '../src/app/identity.ts';
import { createInvitation } from '../src/app/invitations.ts';
import type { Role } from '../src/domain/member.ts';
import type { Installation } from '../src/http/settings.ts';
import type { Answer, ApiRig, CallOptions } from './api-rig.ts';

/** Signing in to a test's server, as in development. */
export function testAccounts(context: AppContext): Accounts {
  return {
    context,
    identity: createIdentity(context, 'the secret that signs the cookies of tests'),
    dev: true,
  };
}

export const testInstallation: Installation = {
  version: '0.0.0',
  dev: true,
  publicUrl: null,
  retentionDays: 30,
  callTimeoutMs: 15_000,
  allowedNetworks: [],
  responseKeptBytes: 16_384,
};

/** Somebody who is signed in, as a browser with the console open. */
export interface Person {
  readonly id: string;
  readonly cookie: string;
  /** Calls below /api/v1 in the workspace, unless headers say otherwise. */
  readonly call: (method: string, path: string, options?: CallOptions) => Promise<Answer>;
}

export const testPassword = 'a password of the tests';

/** A new account that was invited into the workspace. */
export async function newMember(
  rig: ApiRig,
  role: Role,
  { workspaceId = rig.workspaceId, email }: { readonly workspaceId?: string; readonly email?: string } = {},
): Promise<Person> {
  const invited = await createInvitation(rig.engine.context, workspaceId, { role, email: null });
  if (!invited.ok) throw new Error(invited.refusal.message);
  const body = { name: `A ${role}`, email: email ?? `${role}@example.com`, password: testPassword };
  const joined = await rig.call('POST', `/links/${invited.value.token}`, { as: null, body });
  if (joined.status !== 200) throw new Error(joined.text);
  return personOf(rig, joined, workspaceId);
}

/** Whoever signed in with this answer. */
export function personOf(rig: ApiRig, signedIn: Answer, workspaceId = rig.workspaceId): Person {
  const cookie = cookieOf(signedIn);
  return {
    id: signedIn.json.user.id,
    cookie,
    call: (method, path, options = {}) =>
      rig.call(method, path, {
        ...options,
        as: null,
        headers: { cookie, 'belfry-workspace': workspaceId, 'belfry-console': '1', ...options.headers },
      }),
  };
}

/** What a browser sends back. */
export function cookieOf({ headers }: Answer): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}
