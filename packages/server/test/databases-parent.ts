import { access, constants, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';

/** Where Linux keeps files in memory. */
const memoryFolder = '/dev/shm';
/** A whole run leaves less than a quarter of it there. */
const freeBytesMin = 4 * 1024 ** 3;
/** What is written there is memory that the tests' own processes have not. */
const availableBytesMin = 8 * 1024 ** 3;

/**
 * The folder in which the run's PostgreSQL keeps its databases: in memory where there is plenty, for each test file
 * has a database of about a thousand files, and making those on a disk took a third of the time of the tests that
 * talk to a server.
 */
export async function databasesParent(): Promise<string> {
  if (process.platform !== 'linux' || process.availableMemory() < availableBytesMin) return tmpdir();
  try {
    await access(memoryFolder, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = await statfs(memoryFolder);
    return bavail * bsize < freeBytesMin ? tmpdir() : memoryFolder;
  } catch {
    return tmpdir();
  }
}
