/** Stands in the place of a thread for calls, and comes back from none. */
import { parentPort } from 'node:worker_threads';

parentPort?.once('message', () => {
  for (;;);
});
