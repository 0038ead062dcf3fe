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
    throw isUnanswered(error) ? new CommandError(nobodyThere(command)) : error;
  });
  const wanted = names === undefined ? found : names.map((name) => triggerNamed(name, found, stack));
  if (action === 'list') return show(found, json);
  const enabled = action === 'enable';
  for (const trigger of wanted) {
    if (trigger.isEnabled !== enabled) await trigger.setEnabled(enabled);
  }
  return show(
    wanted.map((trigger) => ({ ...trigger, isEnabled: enabled })),
    json,
  );
}

function isUnanswered(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND';
}

function nobodyThere({ stack, aws: { endpoint = 'AWS' } }: TriggersCommand): string {
  return `Nothing answers at ${endpoint}, where CloudFormation was asked for '${stack}'.`;
}

function triggerNamed(name: string, found: readonly Trigger[], stack: string): Trigger {
  const trigger = found.find(({ logicalId, physicalId }) => logicalId === name || physicalId === name);
  if (trigger !== undefined) return trigger;
  const known = found.map(({ logicalId }) => logicalId).join(', ') || 'none';
  throw new CommandError(`${stack} has no trigger ${name}; it has ${known}.`);
}

function show(triggers: readonly Trigger[], json: boolean): number {
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
