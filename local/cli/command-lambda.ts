import { interrupted, readSettings } from './command-local.ts';
import { definitionReference, type WorkflowReference } from './definition/definition-reference.ts';
import type { Environment } from './environment.ts';
import { readFlags, UsageError, wholeNumber } from './flags.ts';
import { warnAboutHost } from './host-warning.ts';
import type { ServerSettings } from './serve.ts';

export interface LambdaCommand {
  readonly type: 'lambda';
  /** Whose functions to serve, instead of those of the project's workflows. */
  readonly modules: readonly WorkflowReference[];
  readonly port: number;
  readonly host: string;
  readonly settings: ServerSettings;
}

const allowed = { port: 'value', host: 'value', region: 'value', account: 'value' } as const;

export function parseLambda(given: readonly string[], environment: Environment): LambdaCommand {
  const flags = readFlags(given, allowed, Number.POSITIVE_INFINITY);
  return {
    type: 'lambda',
    modules: flags.positionals.map(moduleReference),
    port: wholeNumber('The port', flags.value('port') ?? '3001', [0, 65_535]),
    host: flags.value('host') ?? '127.0.0.1',
    settings: readSettings({
      ...environment,
      ...(flags.has('region') && { AWS_DEFAULT_REGION: flags.value('region') }),
      ...(flags.has('account') && { AWS_ACCOUNT_ID: flags.value('account') }),
    }),
  };
}

function moduleReference(word: string): WorkflowReference {
  const reference = definitionReference(word);
  if (reference.from === 'module' || reference.from === 'project') return reference;
  throw new UsageError(`'${word}' is no workflow: name a module, as in orders.ts or orders.ts#checkout.`);
}

export async function lambdaCommand(command: LambdaCommand): Promise<number> {
  const { servedWorkflows } = await import('./served-workflows.ts');
  const workflows = await servedWorkflows({ modules: command.modules, paths: [] });
  const { startLambdaServer } = await import('./dev/lambda-server.ts');
  const { port, host, settings } = command;
  const server = await startLambdaServer({ ...settings, port, host, workflows });
  warnAboutHost(host);
  console.log(`Stateyard is listening on ${server.url}`);
  console.log(`Functions: ${server.functionNames.join(', ')}`);
  await interrupted();
  await server.close();
  return 0;
}
