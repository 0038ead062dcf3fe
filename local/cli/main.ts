import packageFile from '../../package.json' with { type: 'json' };
import { type Command, parseCommand } from './command.ts';
import { describeCommand } from './command-describe.ts';
import { devCommand } from './command-dev.ts';
import { devAssemblyCommand } from './command-dev-assembly.ts';
import { diffCommand } from './command-diff.ts';
import { emitCommand } from './command-emit.ts';
import { graphCommand } from './command-graph.ts';
import { helpCommand } from './command-help.ts';
import { historyCommand } from './command-history.ts';
import { lambdaCommand } from './command-lambda.ts';
import { listCommand } from './command-list.ts';
import { localCommand } from './command-local.ts';
import { redriveCommand } from './command-redrive.ts';
import { respondCommand } from './command-respond.ts';
import { startCommand } from './command-start.ts';
import { stopCommand } from './command-stop.ts';
import { triggersCommand } from './command-triggers.ts';
import { validateCommand } from './command-validate.ts';
import { exitCode, explain } from './failure.ts';

process.stdout.on('error', stopWhenNobodyReads);
process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  return exitCode(error);
});

async function main(given: readonly string[]): Promise<number> {
  return run(parseCommand(given, process.env));
}

/** Answers the exit code: 0 done, 1 the thing asked about failed; wrong usage is thrown and makes 2. */
async function run(command: Command): Promise<number> {
  switch (command.type) {
    case 'dev':
      return devCommand(command);
    case 'devAssembly':
      return devAssemblyCommand(command);
    case 'local':
      return localCommand(command);
    case 'lambda':
      return lambdaCommand(command);
    case 'start':
      return startCommand(command);
    case 'list':
      return listCommand(command);
    case 'describe':
      return describeCommand(command);
    case 'history':
      return historyCommand(command);
    case 'stop':
      return stopCommand(command);
    case 'redrive':
      return redriveCommand(command);
    case 'respond':
      return respondCommand(command);
    case 'emit':
      return emitCommand(command);
    case 'validate':
      return validateCommand(command);
    case 'graph':
      return graphCommand(command);
    case 'diff':
      return diffCommand(command);
    case 'triggers':
      return triggersCommand(command);
    case 'help':
      return helpCommand(command);
    case 'version':
      console.log(packageFile.version);
      return 0;
    default:
      return command satisfies never;
  }
}

/** `stateyard history … | head` has read enough. */
function stopWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}
