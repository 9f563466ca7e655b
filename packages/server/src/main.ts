/** belfryd: what `npx belfryd` and `npm start` run. */
import { runCommandLine } from './commands/run.ts';

// A launcher that runs another Node.js holds a channel to us: when it is killed, we are to end as well.
if (process.connected) {
  process.once('disconnect', () => process.exit(1));
  process.channel?.unref();
}

// What is left open when a command has ended must not keep the process alive.
process.exit(await runCommandLine(process.argv.slice(2)));
