import { type Result, refused } from '../domain/refusal.ts';
import type { Authenticate, KeyHolder } from './authenticate.ts';

/** For an API that only workspaces of one dialect have: refuses unauthorized for the key of any other, saying why. */
export function authenticateDialect(authenticate: Authenticate, dialect: string): Authenticate {
  return async (keyText, address) => speaking(dialect, await authenticate(keyText, address));
}

function speaking(dialect: string, result: Result<KeyHolder>): Result<KeyHolder> {
  if (!result.ok || result.value.workspace.dialect === dialect) return result;
  return refused(
    'unauthorized',
    `This key's workspace speaks ${result.value.workspace.dialect}, not ${dialect}.`,
  );
}
