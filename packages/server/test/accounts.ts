import type { Accounts } from '../src/app/accounts.ts';
import type { AppContext } from '../src/app/context.ts';
import { createIdentity } from '../src/app/identity.ts';
import type { Installation } from '../src/http/settings.ts';

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
