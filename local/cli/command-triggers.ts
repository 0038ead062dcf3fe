import type { Trigger } from '../host/triggers/triggers.ts';
import type { AwsCallsOptions } from '../host/triggers/aws-calls.ts';
import type { Environment } from './environment.ts';
import { CommandError } from './failure.ts';
import { readFlags, UsageError } from './flags.ts';
import { table } from './table.ts';

export interface TriggersCommand {
  readonly type: 'triggers';
  readonly action: 'list' | 'disable' | 'enable';
  readonly stack: string;
  /** Logical ids of those to switch; all of the stack's where it is undefined. */
  readonly names: readonly string[] | undefined;
  readonly aws: AwsCallsOptions;
  readonly json: boolean;
}

const allowed = { all: 'switch', endpoint: 'value', region: 'value', json: 'switch' } as const;

export function parseTriggers(given: readonly string[], environment: Environment): TriggersCommand {
  const flags = readFlags(given, allowed, Number.POSITIVE_INFINITY);
  const [action = '', stack, ...names] = flags.positionals;
  if (action !== 'list' && action !== 'disable' && action !== 'enable') {
    throw new UsageError(
      `Triggers can be listed, disabled and enabled: triggers list, not 'triggers ${action}'.`,
    );
  }
  if (stack === undefined) throw new UsageError(`triggers ${action} needs the name of a stack.`);
  if (action === 'list' && (names.length > 0 || flags.has('all'))) {
    throw new UsageError('triggers list shows all triggers of the stack.');
  }
  if (action !== 'list' && names.length > 0 === flags.has('all')) {
    throw new UsageError(`triggers ${action} needs the names of triggers, or --all.`);
  }
  return {
    type: 'triggers',
    action,
    stack,
    names: names.length === 0 ? undefined : names,
    aws: awsOptions(flags.value('endpoint'), flags.value('region'), environment),
    json: flags.has('json'),
  };
}

/** An endpoint on this machine takes any credentials; AWS itself does not. */
function awsOptions(
  flag: string | undefined,
  region: string | undefined,
  environment: Environment,
): AwsCallsOptions {
  const endpoint = flag ?? environment['AWS_ENDPOINT_URL'];
  const hasCredentials =
    environment['AWS_ACCESS_KEY_ID'] !== undefined || environment['AWS_PROFILE'] !== undefined;
  return {
    region: region ?? environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'] ?? 'us-east-1',
    ...(endpoint !== undefined && { endpoint }),
    madeUpCredentials: endpoint !== undefined && !endpoint.includes('.amazonaws.com') && !hasCredentials,
  };
}

/** Switches what is asked for, and shows how things are then. */
export async function triggersCommand(command: TriggersCommand): Promise<number> {
  const { action, stack, names, aws, json } = command;
  const { awsCalls } = await import('../host/triggers/aws-calls.ts');
  const { findTriggers } = await import('../host/triggers/triggers.ts');
  const found = await findTriggers(stack, awsCalls(aws)).catch((error: unknown) => {
    throw explained(error, command);
  });
  if (action === 'list') return show(found, json);
  const wanted = names === undefined ? found : names.map((name) => triggerNamed(name, found, stack));
  const switched = await switchAll(wanted, action === 'enable');
  show(switched, json);
  return switched.length === wanted.length ? 0 : 1;
}

/** One that cannot be switched does not save the others. Answers those that are as they are wanted. */
async function switchAll(triggers: readonly Trigger[], enabled: boolean): Promise<readonly Trigger[]> {
  const switched: Trigger[] = [];
  for (const trigger of triggers) {
    try {
      if (trigger.isEnabled !== enabled) await trigger.setEnabled(enabled);
      switched.push({ ...trigger, isEnabled: enabled });
    } catch (error) {
      console.error(`${trigger.logicalId} stays as it is: ${(error as Error).message}`);
    }
  }
  return switched;
}

/** A sentence for what every newcomer meets. */
function explained(error: unknown, { stack, aws: { endpoint = 'AWS' } }: TriggersCommand): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND') {
    return new CommandError(`Nothing answers at ${endpoint}, where CloudFormation was asked for '${stack}'.`);
  }
  if (error.name !== 'CredentialsProviderError') return error;
  return new CommandError(
    'There are no credentials for AWS: set AWS_PROFILE or AWS_ACCESS_KEY_ID, or name an emulator with --endpoint.',
  );
}

function triggerNamed(name: string, found: readonly Trigger[], stack: string): Trigger {
  const trigger = found.find(({ logicalId, physicalId }) => logicalId === name || physicalId === name);
  if (trigger !== undefined) return trigger;
  const known = found.map(({ logicalId }) => logicalId).join(', ') || 'none';
  throw new CommandError(`${stack} has no trigger ${name}; it has ${known}.`);
}

function show(triggers: readonly Trigger[], json: boolean): 0 {
  const rows = triggers.map(({ logicalId, physicalId, kind, isEnabled, whileOff }) => ({
    trigger: logicalId,
    resource: physicalId,
    kind,
    state: isEnabled ? 'ENABLED' : 'DISABLED',
    whileOff,
  }));
  if (json) console.log(JSON.stringify(rows, null, 2));
  else if (rows.length === 0) console.log('No triggers.');
  else {
    const shown = rows.map(({ trigger, kind, state, whileOff }) => [trigger, kind, state, whileOff]);
    console.log(table([['TRIGGER', 'KIND', 'STATE', 'WHILE OFF'], ...shown]));
  }
  return 0;
}
