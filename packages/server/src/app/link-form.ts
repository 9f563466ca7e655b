import { accepted, type Result, refused } from '../domain/refusal.ts';
import { summaryOf } from '../domain/refusal-summary.ts';
import type { WorkspaceDraft } from './workspaces.ts';

/** What a person fills in; which of it is needed depends on the link. */
export interface LinkForm {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly password?: string | undefined;
  readonly workspace?: WorkspaceDraft | undefined;
}

/** Of a new account, or of one that is joining. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** All that is missing together. */
export function personOf(form: LinkForm, workspaceNeeded: boolean): Result<Person> {
  const { name, email, password, workspace } = form;
  const missing = Object.entries({ name, email, password, ...(workspaceNeeded ? { workspace } : {}) })
    .filter(([, value]) => value === undefined)
    .map(([path]) => ({ path, message: 'Required.' }));
  if (missing.length > 0 || name === undefined || email === undefined || password === undefined) {
    return refused('validation_failed', summaryOf(missing), missing);
  }
  return accepted({ name, email, password });
}
