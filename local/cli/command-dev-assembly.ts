import { relative } from 'node:path';
import type { FunctionCode } from '../host/assembly/function-code.ts';
import { servedOut } from './command-local.ts';
import type { AssemblyServer } from './dev/assembly-server.ts';
import { serverFlags, serverOptions } from './dev-server-options.ts';
import type { Environment } from './environment.ts';
import { readFlags, UsageError } from './flags.ts';
import { warnAboutHost } from './host-warning.ts';
import type { ServerOptions } from './serve.ts';
import { table } from './table.ts';

export interface DevAssemblyCommand {
  readonly type: 'devAssembly';
  readonly server: ServerOptions;
  /** A cloud assembly, or a template of CloudFormation or SAM. */
  readonly path: string;
  /** Of its templates, by name. */
  readonly parameters: { readonly [name: string]: string };
}

const allowed = {
  ...serverFlags,
  assembly: 'value',
  parameters: 'value',
  'lambda-endpoint': 'value',
} as const;

export function parseDevAssembly(given: readonly string[], environment: Environment): DevAssemblyCommand {
  const flags = readFlags(given, allowed, 0);
  const lambdaEndpoint = flags.value('lambda-endpoint');
  return {
    type: 'devAssembly',
    server: serverOptions(flags, {
      ...environment,
      ...(lambdaEndpoint !== undefined && { LAMBDA_ENDPOINT: lambdaEndpoint }),
    }),
    path: flags.value('assembly') ?? '',
    parameters: Object.fromEntries((flags.value('parameters') ?? '').split(',').flatMap(readParameter)),
  };
}

function readParameter(text: string): readonly (readonly [name: string, value: string])[] {
  if (text === '') return [];
  const [, name, value] = /^([A-Za-z0-9]+)=(.*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new UsageError(`--parameters is NAME=VALUE,NAME=VALUE, unlike '${text}'.`);
  }
  return [[name, value]];
}

/** Serves the state machines of an application that Stateyard knows nothing of, with its functions. */
export async function devAssemblyCommand({ server: options, ...what }: DevAssemblyCommand): Promise<number> {
  const { startAssemblyServer } = await import('./dev/assembly-server.ts');
  const server = await startAssemblyServer({ ...options, ...what });
  try {
    for (const problem of server.problems) console.error(problem);
    console.log(`Stateyard is listening on ${server.url}`);
    warnAboutHost(options.host);
    console.log(served(server));
    await servedOut(server);
    return 0;
  } finally {
    await server.close();
  }
}

/** What there is, and how to start it, ready to paste. */
function served({ stateMachines, functions, standIns, url }: AssemblyServer): string {
  const endpoint = url === 'http://127.0.0.1:8083' ? '' : ` --endpoint ${url}`;
  const [first] = stateMachines;
  const services = Object.entries(standIns.byService);
  return [
    table([['STATE MACHINE', 'TYPE'], ...stateMachines.map(({ name, type }) => [name, type])]),
    ...(functions.length === 0 ? [] : [table([['FUNCTION', 'CODE'], ...functions.map(codeRow)])]),
    ...(services.length === 0 ? [] : [table([['SERVICE', 'ENDPOINT'], ...services])]),
    `npx stateyard start ${first?.name ?? ''} --input '{}'${endpoint}`,
    'Ctrl-C ends Stateyard.',
  ].join('\n\n');
}

function codeRow({ name, source }: FunctionCode): readonly string[] {
  return [name, source.from === 'folder' ? relative('.', source.file) : 'in the template'];
}
