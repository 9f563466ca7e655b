import { randomBytes } from 'node:crypto';
import type { AppContext } from '../src/app/context.ts';
import { systemActor } from '../src/domain/actor.ts';
import { noteNothing } from '../src/domain/change.ts';
import { idOf } from '../src/domain/id.ts';
import { makeIdSource } from '../src/runtime/ids.ts';
import { makeSecretBox } from '../src/runtime/secret-box.ts';
import type { Database } from '../src/store/database.ts';

/** What use cases are given in tests: a real database, and the test's clock. */
export function appContext(sql: Database, now: () => number = Date.now): AppContext {
  return {
    sql,
    now,
    newId: makeIdSource(idOf, { now }),
    randomBytes,
    secretBox: makeSecretBox(new Uint8Array(32).fill(7)),
    targets: { dev: true, allowedNetworks: [] },
    actor: systemActor('test'),
    changed: noteNothing,
  };
}
