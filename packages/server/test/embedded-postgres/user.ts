/**
 * A process that uses an embedded PostgreSQL, for tests of several at once, of other accounts and of kills:
 * `user.ts <options as JSON>`. Writes a line of JSON for its start and for each thing that happens; reads the
 * lines "stop" and "release".
 */
import { createInterface } from 'node:readline';
import {
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from '../../src/runtime/embedded-postgres/embedded-postgres.ts';

const options: Omit<EmbeddedPostgresOptions, 'log'> = JSON.parse(process.argv[2] ?? '{}');
const report = (what: object): void => void process.stdout.write(`${JSON.stringify(what)}\n`);
const log = {
  info: (_: object, message: string) => report({ log: message }),
  warn: (_: object, message: string) => report({ log: message }),
  error: (fields: object, message: string) => report({ log: message, ...fields }),
};

const start = await startEmbeddedPostgres({ syncOnCreate: false, ...options, log });
if (start.kind !== 'started') {
  report(start);
  process.exit(1);
}
const { postgres } = start;
postgres.onLost(() => report({ event: 'lost' }));
postgres.onDisplaced(() => report({ event: 'displaced' }));
report({ event: 'started', adopted: postgres.adopted, address: postgres.address });
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'stop') await postgres.stop();
  if (line === 'release') await postgres.release();
  report({ event: 'left' });
  process.exit(0);
}
