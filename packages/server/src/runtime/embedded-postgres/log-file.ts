import { copyFile, stat, truncate } from 'node:fs/promises';
import { errorCode } from './done.ts';

/** Two files of at most about this size: `server.log`, and `server.log.1` with what was before. */
export const logFileBytesMax = 10 * 1024 * 1024;

/**
 * Keeps the server's log from growing without limit. It is emptied rather than renamed, because the server,
 * which appends, holds it open and may outlive us.
 */
export async function boundLog(path: string, bytesMax: number = logFileBytesMax): Promise<void> {
  try {
    if ((await stat(path)).size <= bytesMax) return;
    await copyFile(path, `${path}.1`);
    await truncate(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
