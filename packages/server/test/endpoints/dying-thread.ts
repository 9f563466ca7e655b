/** Stands in the place of a thread for calls, and dies of the first one. */
import { parentPort } from 'node:worker_threads';

parentPort?.once('message', () => {
  throw new Error('a fault of the thread');
});
