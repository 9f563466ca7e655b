import type { AccessLink } from '../domain/invitation.ts';
import { accepted, type Refusal, type Result } from '../domain/refusal.ts';
import { summaryOf } from '../domain/refusal-summary.ts';
import { deleteAccessLink, deleteSetupLinks } from '../store/links.ts';
import { listMemberships, putOwnerEverywhere } from '../store/members.ts';
import { anyCredential, lockFirstAccount } from '../store/users.ts';
import { anyWorkspace } from '../store/workspaces.ts';
import { type Accounts, actingAs, type Origin, type SignedIn } from './accounts.ts';
import { audit } from './audit.ts';
import { type LinkForm, personOf } from './link-form.ts';
import { noSuchLink } from './links.ts';
import { targetOf } from './members.ts';
import { insertAccount, refusalOf, undone } from './new-account.ts';
import { startSession } from './sign-in.ts';
import { insertWorkspace, type WorkspaceDraft, workspaceIssues } from './workspaces.ts';

/** The first account, owner of the installation; with the first workspace, where there is none. */
export async function setUp(
  accounts: Accounts,
  link: AccessLink,
  form: LinkForm,
  origin: Origin,
): Promise<Result<SignedIn>> {
  const { context, identity } = accounts;
  const workspaceNeeded = !(await anyWorkspace(context.sql));
  const filled = personOf(form, workspaceNeeded);
  if (!filled.ok) return filled;
  const unfit = form.workspace === undefined ? null : workspaceRefusal(form.workspace);
  if (unfit !== null) return { ok: false, refusal: unfit };
  const hash = await identity.hashPassword(filled.value.password);
  return context.sql
    .begin(async (sql): Promise<Result<SignedIn>> => {
      await lockFirstAccount(sql);
      if ((await anyCredential(sql)) || !(await deleteAccessLink(sql, link.id))) return noSuchLink();
      const user = await insertAccount(context, sql, filled.value, hash, true);
      if (!user.ok) return undone(user.refusal);
      const acting = actingAs(context, user.value, origin);
      await deleteSetupLinks(sql);
      await putOwnerEverywhere(sql, user.value.id, context.now());
      for (const { workspace, role } of await listMemberships(sql, user.value.id)) {
        const target = targetOf(user.value);
        await audit(acting, sql, workspace.id, {
          action: 'member.joined',
          target,
          before: null,
          after: { role },
        });
      }
      if (form.workspace !== undefined) await insertWorkspace(acting, sql, form.workspace);
      return accepted(await startSession(accounts, sql, user.value, origin));
    })
    .catch(refusalOf);
}

function workspaceRefusal(draft: WorkspaceDraft): Refusal | null {
  const issues = workspaceIssues(draft).map(({ path, message }) => ({ path: `workspace.${path}`, message }));
  return issues.length === 0
    ? null
    : { code: 'validation_failed', message: summaryOf(issues), details: issues };
}
