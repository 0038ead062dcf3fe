import { Annotations, Duration, type RemovalPolicy } from 'aws-cdk-lib/core';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { TaskDefinition } from '../../asl/builder/task-definition.ts';
import { acknowledgeWildcard } from '../permissions/acknowledgements.ts';
import type { TaskBundle } from './bundle-tasks.ts';

export interface TaskFunctionSettings {
  readonly tasks: TaskBundle;
  readonly environment?: Readonly<Record<string, string>>;
  /** Memory is also what a function has of a processor: 1,769 MB are one. */
  readonly memoryMegabytes?: number;
  /** Takes events of asynchronous invocations that have failed to the end. */
  readonly deadLetterQueue?: IQueue;
  /** Where the task has no limit of its own. */
  readonly timeoutSeconds?: number;
  readonly logRetention?: RetentionDays;
  /** Encrypts environment variables and logs; its policy must let CloudWatch Logs use it. */
  readonly encryptionKey?: IKey;
  /** Of the logs. */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * The Lambda function of a task. Its role may write its own logs and traces and nothing else: what the handler touches
 * is granted by the stack that owns it. AWSLambdaBasicExecutionRole would allow writing to every log group.
 */
export function taskFunction(
  scope: Construct,
  task: TaskDefinition,
  { tasks, memoryMegabytes = 512, timeoutSeconds = 30, ...settings }: TaskFunctionSettings,
): Function {
  const { name } = task;
  const { folder, handler, missingPackages } = tasks.codeOf(task);
  const logGroup = new LogGroup(scope, `${name}Log`, {
    retention: settings.logRetention ?? RetentionDays.THREE_MONTHS,
    ...(settings.encryptionKey && { encryptionKey: settings.encryptionKey }),
    ...(settings.removalPolicy && { removalPolicy: settings.removalPolicy }),
  });
  const role = new Role(scope, `${name}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  const created = new Function(scope, name, {
    description: `Stateyard task ${name}`,
    code: Code.fromAsset(folder),
    handler,
    role,
    logGroup,
    runtime: Runtime.NODEJS_24_X,
    architecture: tasks.architecture === 'arm64' ? Architecture.ARM_64 : Architecture.X86_64,
    tracing: Tracing.ACTIVE,
    memorySize: memoryMegabytes,
    timeout: Duration.seconds(task.timeoutSeconds ?? timeoutSeconds),
    environment: { NODE_OPTIONS: '--enable-source-maps', ...settings.environment },
    ...(settings.encryptionKey && { environmentEncryption: settings.encryptionKey }),
    ...(settings.deadLetterQueue && { deadLetterQueue: settings.deadLetterQueue }),
  });
  acknowledgeWildcard(
    role,
    'Resource::*',
    'X-Ray has no resources: xray:PutTraceSegments is for all or none.',
  );
  for (const missing of missingPackages) warnOfMissing(created, missing);
  return created;
}

/** `npm run deploy` is strict: with a warning it deploys nothing. */
function warnOfMissing(created: Function, missing: string): void {
  Annotations.of(created).addWarningV2(
    'stateyard:missing-package',
    `${missing} could not be fetched from the npm registry: this function does not run without it. Synthesize again with the registry in reach.`,
  );
}
