import type { Environment } from './environment.ts';
import { type FlagKind, readFlags, UsageError, wholeNumber } from './flags.ts';
import { warnAboutHost } from './host-warning.ts';
import type { RunningServer, ServerOptions, ServerSettings } from './serve.ts';
import { keepPausesShort } from './short-pauses.ts';

export interface LocalCommand {
  readonly type: 'local';
  readonly server: ServerOptions;
}

/** Each flag stands for an environment variable of Step Functions Local, and wins over it. */
const variableOf: { readonly [flag: string]: string } = {
  account: 'AWS_ACCOUNT_ID',
  'aws-account': 'AWS_ACCOUNT_ID',
  region: 'AWS_DEFAULT_REGION',
  'aws-region': 'AWS_DEFAULT_REGION',
  'wait-time-scale': 'WAIT_TIME_SCALE',
  'mock-config': 'SFN_MOCK_CONFIG',
  seed: 'STATEYARD_SEED',
  'log-file': 'STATEYARD_LOG_FILE',
  'http-hosts': 'STATEYARD_HTTP_HOSTS',
  'endpoint-url': 'AWS_ENDPOINT_URL',
  'lambda-endpoint': 'LAMBDA_ENDPOINT',
  'sqs-endpoint': 'SQS_ENDPOINT',
  'sns-endpoint': 'SNS_ENDPOINT',
  'dynamodb-endpoint': 'DYNAMODB_ENDPOINT',
  'eventbridge-endpoint': 'EVENTBRIDGE_ENDPOINT',
  'step-functions-endpoint': 'STEP_FUNCTIONS_ENDPOINT',
  'athena-endpoint': 'ATHENA_ENDPOINT',
  'batch-endpoint': 'BATCH_ENDPOINT',
  'ecs-endpoint': 'ECS_ENDPOINT',
  'glue-endpoint': 'GLUE_ENDPOINT',
  'sagemaker-endpoint': 'SAGE_MAKER_ENDPOINT',
};

const allowed: { readonly [flag: string]: FlagKind } = {
  ...Object.fromEntries(
    ['port', 'host', 'data', ...Object.keys(variableOf)].map((flag) => [flag, 'value'] as const),
  ),
  'virtual-time': 'switch',
};

export function parseLocal(given: readonly string[], environment: Environment): LocalCommand {
  const flags = readFlags(given, allowed, 0);
  const settings: { [name: string]: string | undefined } = { ...environment };
  for (const [flag, variable] of Object.entries(variableOf)) {
    settings[variable] = flags.value(flag) ?? settings[variable];
  }
  if (flags.has('virtual-time')) settings['STATEYARD_VIRTUAL_TIME'] = '1';
  const port = wholeNumber('The port', flags.value('port') ?? '8083', [0, 65_535]);
  return {
    type: 'local',
    server: {
      port,
      host: flags.value('host') ?? '127.0.0.1',
      ...dataFolder(flags.value('data'), settings),
      ...readSettings(settings),
    },
  };
}

/** What goes on where it was cannot begin anew with every start, as virtual time and what follows a seed do. */
export function dataFolder(
  given: string | undefined,
  settings: Environment,
): { readonly dataFolder?: string } {
  if (given === undefined) return {};
  if (given === '') throw new UsageError('--data needs a folder.');
  const { STATEYARD_VIRTUAL_TIME: virtualTime, STATEYARD_SEED: seed } = settings;
  if (seed !== undefined || isOn('STATEYARD_VIRTUAL_TIME', virtualTime)) {
    throw new UsageError('--data keeps executions in real time: leave out --virtual-time and --seed.');
  }
  return { dataFolder: given };
}

/** The variables that a server understands, checked. */
export function readSettings(settings: Environment): ServerSettings {
  return {
    accountId: accountId(settings['AWS_ACCOUNT_ID'] ?? '123456789012'),
    region: settings['AWS_DEFAULT_REGION'] ?? settings['AWS_REGION'] ?? 'us-east-1',
    waitTimeScale: scale(settings['WAIT_TIME_SCALE'] ?? '1'),
    virtualTime: isOn('STATEYARD_VIRTUAL_TIME', settings['STATEYARD_VIRTUAL_TIME']),
    ...seedOf(settings['STATEYARD_SEED']),
    ...(settings['STATEYARD_LOG_FILE'] && { logFile: settings['STATEYARD_LOG_FILE'] }),
    mockConfigPath: settings['SFN_MOCK_CONFIG'],
    environment: settings,
  };
}

function accountId(text: string): string {
  if (!/^\d{12}$/.test(text)) throw new UsageError(`An account has twelve digits, unlike '${text}'.`);
  return text;
}

function isOn(variable: string, text: string | undefined): boolean {
  if (text === undefined || text === '' || text === '0' || text === 'false') return false;
  if (text === '1' || text === 'true') return true;
  throw new UsageError(`${variable} is 1 or 0, not '${text}'.`);
}

function seedOf(text: string | undefined): { readonly seed?: number } {
  return text === undefined ? {} : { seed: wholeNumber('The seed', text, [0, 2 ** 32 - 1]) };
}

function scale(text: string): number {
  const factor = Number(text);
  if (text.trim() === '' || !Number.isFinite(factor) || factor < 0) {
    throw new UsageError(`The wait time scale must be a number from 0 up, not '${text}'.`);
  }
  return factor;
}

export async function localCommand({ server: options }: LocalCommand): Promise<number> {
  keepPausesShort();
  const { startServer } = await import('./serve.ts');
  const server = await startServer(options);
  warnAboutHost(options.host);
  console.log(`Stateyard is listening on ${server.url}`);
  try {
    await servedOut(server);
    return 0;
  } finally {
    await server.close();
  }
}

/** Until Ctrl-C, or until whoever started the program ends it. Throws when the server cannot go on. */
export async function servedOut({ whenFailed }: Pick<RunningServer, 'whenFailed'>): Promise<void> {
  const failure = await Promise.race([interrupted(), whenFailed]);
  if (failure !== undefined) throw failure;
}

export function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
