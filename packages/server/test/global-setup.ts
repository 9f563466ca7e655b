import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { stopEmbeddedPostgres } from '../src/runtime/embedded-postgres/embedded-postgres.ts';
import { isProcess } from '../src/runtime/embedded-postgres/system-process.ts';
import { databasesParent } from './databases-parent.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Data folder of the run's PostgreSQL, which the first test that wants a database starts. */
    readonly databaseFolder: string;
  }
}

/** The name tells whose folder it is, so that the next run can clear up after one that was killed. */
const folderPrefix = 'belfry-test-';

/** Gives the run a data folder; at its end stops the server in it, if one was started, and removes it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const parent = await databasesParent();
  await removeAbandoned(parent);
  const folder = await mkdtemp(join(parent, `${folderPrefix}${process.pid}-`));
  project.provide('databaseFolder', folder);
  return () => removeFolder(folder);
}

async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = name.startsWith(folderPrefix) ? /^\d+/.exec(name.slice(folderPrefix.length))?.[0] : undefined;
    // Another user's folder is that user's to remove.
    if (pid !== undefined && !isProcess(Number(pid))) await removeFolder(join(parent, name)).catch(() => {});
  }
}

async function removeFolder(folder: string): Promise<void> {
  await stopEmbeddedPostgres(folder);
  await rm(folder, { recursive: true, force: true });
}
