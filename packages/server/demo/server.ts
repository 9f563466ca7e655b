/**
 * belfryd as it is, but for its dialects: their retries come in seconds where the contract says minutes or hours.
 * Started by the demo as a process of its own; ends with the demo, however that ends.
 */

import { parseArgs } from 'node:util';
import { dialectNamed } from '@belfry/dialects';
import { runServe } from '../src/commands/serve.ts';
import { readConfig, type ServeFlags } from '../src/config.ts';
import { withScaledRetry } from './scaled-retry.ts';

/** How many seconds pass in one: the first retries that matter come after an hour, and after five minutes. */
const factors: Readonly<Record<string, number>> = { dotfile: 3600, compilot: 300 };

process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
process.exit(
  await serve(parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } }).values),
);

async function serve(flags: ServeFlags): Promise<number> {
  const read = readConfig({ ...flags, dev: true }, true);
  if (!read.ok) {
    console.error(read.problems.join('\n'));
    return 2;
  }
  return runServe(read.config, {
    firstWorkspace: false,
    dialectOf: (name) => {
      const dialect = dialectNamed(name);
      return dialect === undefined ? undefined : withScaledRetry(dialect, factors[name] ?? 1);
    },
  });
}
