import { type Config, readConfig, type ServeFlags } from '../config.ts';
import { administer } from './administer.ts';
import { type Command, parseCommandLine } from './arguments.ts';
import { help } from './help.ts';
import { runKeyCreate, runKeyList, runKeyRevoke } from './keys.ts';
import { runLinkCreate } from './links.ts';
import { runMigrate } from './migrate.ts';
import { type ExitCode, exitCodes, print, tell } from './terminal.ts';
import { runUserList } from './users.ts';
import { version } from './version.ts';
import { runWorkspaceCreate, runWorkspaceList } from './workspaces.ts';

/** Runs a command line to its end and answers the exit code. Rejects only for a bug. */
export async function runCommandLine(args: readonly string[]): Promise<ExitCode> {
  const line = parseCommandLine(args);
  if (line.ok) return runCommand(line.command);
  tell([...line.problems, 'belfryd --help shows what there is.'].join('\n'));
  return exitCodes.misused;
}

async function runCommand(command: Command): Promise<ExitCode> {
  switch (command.kind) {
    case 'help':
      print(help);
      return exitCodes.done;
    case 'version':
      print(version);
      return exitCodes.done;
    case 'serve':
      return configured(command.flags, true, async (config) => {
        // Loaded only here: the API and the engine would make every other command twice as slow to start.
        const { runServe } = await import('./serve.ts');
        return runServe(config);
      });
    case 'migrate':
      return configured({}, false, runMigrate);
    case 'workspace create':
      return configured({}, false, (config) =>
        administer(config, command.kind, (context) => runWorkspaceCreate(context, command)),
      );
    case 'workspace list':
      return configured({}, false, (config) =>
        administer(config, command.kind, (context) => runWorkspaceList(context, command)),
      );
    case 'key create':
      return configured({}, false, (config) =>
        administer(config, command.kind, (context) => runKeyCreate(context, command)),
      );
    case 'key list':
      return configured({}, false, (config) =>
        administer(config, command.kind, (context) => runKeyList(context, command)),
      );
    case 'link create':
      return configured({}, false, (config) =>
        administer(config, command.kind, (context) => runLinkCreate(context, config, command)),
      );
    case 'user list':
      return configured({}, false, (config) =>
        administer(config, command.kind, (context) => runUserList(context, command)),
      );
    case 'key revoke':
      return configured({}, false, (config) =>
        administer(config, command.kind, (context) => runKeyRevoke(context, command)),
      );
  }
}

/** `sealing`: whether the command opens webhooks' secrets. */
async function configured(
  flags: ServeFlags,
  sealing: boolean,
  run: (config: Config) => Promise<ExitCode>,
): Promise<ExitCode> {
  const read = readConfig(flags, sealing);
  if (read.ok) return run(read.config);
  tell(['The settings are not right:', ...read.problems.map((problem) => `- ${problem}`)].join('\n'));
  return exitCodes.misused;
}
