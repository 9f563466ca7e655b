import type { AppContext } from '../app/context.ts';
import { listUsers } from '../store/users.ts';
import { type ExitCode, exitCodes, printJson, printTable } from './terminal.ts';

export async function runUserList(
  { sql }: AppContext,
  { json }: { readonly json: boolean },
): Promise<ExitCode> {
  const users = await listUsers(sql);
  if (json) {
    printJson(
      users.map((user) => ({
        id: user.id,
        email: user.email,
        name: user.name,
        installation_owner: user.installationOwner,
        has_password: user.hasPassword,
        created_at: instantText(user.createdAt),
        last_seen_at: user.lastSeenAt === null ? null : instantText(user.lastSeenAt),
      })),
    );
    return exitCodes.done;
  }
  const rows = users.map((user) => [
    user.id,
    instantText(user.createdAt),
    user.lastSeenAt === null ? 'never' : instantText(user.lastSeenAt),
    user.installationOwner ? 'installation' : '',
    user.email,
    user.name,
  ]);
  printTable([['ID', 'CREATED', 'LAST SEEN', 'OWNER OF', 'EMAIL', 'NAME'], ...rows]);
  return exitCodes.done;
}

function instantText(ms: number): string {
  return new Date(ms).toISOString();
}
